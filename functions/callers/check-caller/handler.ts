import { readApiKey } from '../../../core/callers/api-key.ts';
import { Unauthenticated } from '../../../core/errors.ts';
import type { Context } from '../../context.ts';
import type { Handler } from '../../operation.ts';
import type { definition } from './definition.ts';
import { keyHolder } from './key-holder.ts';
import { type KnownCaller, tokenBearer } from './token-bearer.ts';

/** A failure of ours, or of an issuer, is thrown: the gateway then answers 500 and lets nobody in. */
export const handler: Handler<typeof definition> = async ({ authorization }, context) => {
  try {
    const { scope, ...caller } = await callerOf(authorization, context);
    return {
      isAuthorized: true,
      context: { caller: JSON.stringify(caller), ...(scope !== undefined && { scope }) },
    };
  } catch (error) {
    if (!(error instanceof Unauthenticated)) throw error;
    context.log.warn('A credential was refused.', { reason: error.message });
    return { isAuthorized: true, context: { refused: error.message } };
  }
};

async function callerOf(authorization: string, context: Context): Promise<KnownCaller> {
  const [, credential] = /^Bearer +(\S+)$/i.exec(authorization) ?? [];
  if (credential === undefined)
    throw new Unauthenticated('The header Authorization is not `Bearer` with a token or an API key.');
  const key = readApiKey(credential);
  return key ? keyHolder(key, context) : tokenBearer(credential, context);
}
