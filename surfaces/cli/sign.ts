import { createHash, createHmac } from 'node:crypto';
import { SFNClient } from '@aws-sdk/client-sfn';
import { SignatureV4 } from '@smithy/signature-v4';
import type { AwsCredentialIdentity, Provider, SourceData } from '@smithy/types';
import type { Outgoing } from '../client.ts';

export interface SigningOptions {
  /** Default: the SDK's chain, which begins with the environment. */
  readonly credentials?: AwsCredentialIdentity | Provider<AwsCredentialIdentity>;
  /** Profile of the AWS configuration; default: AWS_PROFILE, as the SDK has it. */
  readonly awsProfile?: string;
  /** When the signature is made; default: now. */
  readonly at?: Date;
}

/**
 * The headers of a request with AWS Signature Version 4 for service `execute-api`. The region is read from the
 * API's host name, or for a custom domain from the environment.
 * @throws Error when there are no credentials or no region
 */
export async function sign(
  { method, path, headers, body }: Outgoing,
  endpoint: string,
  { awsProfile, credentials = chainOf(awsProfile), at }: SigningOptions = {},
): Promise<Record<string, string>> {
  const url = new URL(endpoint + path);
  const signer = new SignatureV4({
    service: 'execute-api',
    region: regionOf(url.hostname) ?? (() => regionFor(awsProfile)),
    credentials,
    sha256: Sha256,
  });
  const request = {
    method,
    protocol: url.protocol,
    hostname: url.hostname,
    path: url.pathname,
    query: Object.fromEntries(url.searchParams),
    headers: { ...headers, host: url.host },
    ...(body === undefined ? {} : { body }),
  };
  const signed = await signer.sign(request, at ? { signingDate: at } : {});
  return signed.headers;
}

function regionOf(hostname: string): string | undefined {
  return /\.execute-api\.([a-z0-9-]+)\.amazonaws\.com/.exec(hostname)?.[1];
}

/** A client is the SDK's public door to its default chains. */
function chainOf(awsProfile: string | undefined): Provider<AwsCredentialIdentity> {
  return async () => await new SFNClient({ ...named(awsProfile), region: 'unused' }).config.credentials();
}

async function regionFor(awsProfile: string | undefined): Promise<string> {
  return await new SFNClient(named(awsProfile)).config.region();
}

function named(profile: string | undefined): { readonly profile?: string } {
  return profile === undefined ? {} : { profile };
}

/** The hash that the signer asks for, by node:crypto. */
class Sha256 {
  readonly #hash;
  constructor(secret?: SourceData) {
    this.#hash = secret === undefined ? createHash('sha256') : createHmac('sha256', bytes(secret));
  }
  update(data: SourceData): void {
    this.#hash.update(bytes(data));
  }
  async digest(): Promise<Uint8Array> {
    return new Uint8Array(this.#hash.digest());
  }
  reset(): void {
    throw new Error('A hash is used once.');
  }
}

function bytes(data: SourceData): string | Uint8Array {
  if (typeof data === 'string') return data;
  if (ArrayBuffer.isView(data)) return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  return new Uint8Array(data);
}
