import { type EntityType, GetAccountAuthorizationDetailsCommand, IAMClient } from '@aws-sdk/client-iam';
import type { Context } from '../../context.ts';
import type { Spend } from '../lister.ts';

const PAGE_SIZE = 100;

/** A page of what IAM knows of one kind of entity, documents and all: one call for a hundred of them. */
export async function authorizationPage(
  { clients }: Pick<Context, 'clients'>,
  spend: Spend,
  kind: EntityType,
  from: string | undefined,
) {
  spend();
  const { Marker, IsTruncated, ...details } = await clients(IAMClient).send(
    new GetAccountAuthorizationDetailsCommand({
      Filter: [kind],
      MaxItems: PAGE_SIZE,
      ...(from !== undefined && { Marker: from }),
    }),
  );
  return { details, ...(IsTruncated && Marker !== undefined && { next: Marker }) };
}

/** A policy's document, which IAM writes as a part of an address. */
export function documentOf(text: string | undefined): unknown {
  if (text === undefined) return null;
  return JSON.parse(text.startsWith('{') ? text : decodeURIComponent(text));
}
