import { partition } from '@aws-sdk/core/client';
import { LeftOut } from './left-out.ts';

interface Parameters {
  readonly Region?: string;
  readonly Bucket?: string;
  readonly Endpoint?: string;
  readonly ForcePathStyle?: boolean;
  readonly UseFIPS?: boolean;
  readonly UseDualStack?: boolean;
  readonly Accelerate?: boolean;
}

/** Names of buckets; those without dots can be a label of a host's name, as all that we give buckets. */
const NAME = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;
const LABEL = /^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/;
const ADDRESS = /^(\d+\.){3}\d+$/;

/**
 * Where a bucket of ours is: by its name in its own region. The SDK's rules fill 18 KB, for access points, outposts,
 * directory buckets, acceleration and other regions.
 */
export function defaultEndpointResolver(parameters: Parameters) {
  const { Region = '', Bucket, UseFIPS, UseDualStack, Accelerate } = parameters;
  if (UseFIPS || UseDualStack || Accelerate) throw new LeftOut('special endpoints of S3');
  if (Bucket !== undefined && !NAME.test(Bucket)) throw new LeftOut(`endpoint of '${Bucket}'`);
  const scheme = { disableDoubleEncoding: true, name: 'sigv4', signingName: 's3', signingRegion: Region };
  return { url: urlOf(Region, Bucket, parameters), properties: { authSchemes: [scheme] }, headers: {} };
}

function urlOf(region: string, bucket: string | undefined, { Endpoint, ForcePathStyle }: Parameters): URL {
  const url = new URL(Endpoint ?? `https://s3.${region}.${partition(region).dnsSuffix}`);
  if (bucket === undefined) return url;
  if (ForcePathStyle || ADDRESS.test(url.hostname) || !LABEL.test(bucket))
    url.pathname = `${url.pathname.replace(/\/$/, '')}/${bucket}`;
  else url.hostname = `${bucket}.${url.hostname}`;
  return url;
}
