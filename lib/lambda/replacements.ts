export interface Replacement {
  /** File of the SDK below `node_modules`. */
  readonly file: string;
  /** Module in `stand-ins/` that is bundled in its place and exports every name that is imported from it. */
  readonly by: string;
}

const CORE = '@smithy/core/dist-es/submodules';
const S3 = '@aws-sdk/middleware-sdk-s3/dist-es/submodules/s3';

/**
 * What our functions never reach in the SDK, and what stands there in its place. Each stand-in says why it may; all
 * refuse aloud what they cannot do. A file that the SDK no longer has fails the build, so none is replaced in vain.
 */
export const REPLACEMENTS: readonly Replacement[] = [
  { file: '@aws-sdk/checksums/dist-es/submodules/sha/sha1/Sha1Js.js', by: 'script-hashes.ts' },
  { file: '@aws-sdk/client-s3/dist-es/endpoint/endpointResolver.js', by: 's3-endpoint.ts' },
  { file: '@aws-sdk/credential-provider-node/dist-es/index.js', by: 'environment-credentials.ts' },
  { file: '@aws-sdk/endpoint-cache/dist-es/EndpointCache.js', by: 'endpoint-cache.ts' },
  {
    file: '@aws-sdk/signature-v4-multi-region/dist-es/SignatureV4MultiRegion.js',
    by: 'one-region-signer.ts',
  },
  { file: `${S3}/middleware-s3-express/classes/S3ExpressIdentityProviderImpl.js`, by: 's3-express.ts' },
  { file: `${CORE}/checksum/md5/Md5Js.js`, by: 'script-hashes.ts' },
  { file: `${CORE}/checksum/sha256/Sha256Js.js`, by: 'script-hashes.ts' },
  {
    file: `${CORE}/config/config-resolver/regionConfig/getInstanceMetadataRegion.js`,
    by: 'metadata-region.ts',
  },
  { file: `${CORE}/config/node-config-provider/fromSharedConfigFiles.js`, by: 'config-files.ts' },
  { file: `${CORE}/event-streams/index.js`, by: 'event-streams.ts' },
  { file: `${CORE}/retry/util-retry/AdaptiveRetryStrategy.js`, by: 'retry-strategies.ts' },
  { file: `${CORE}/retry/util-retry/StandardRetryStrategy.js`, by: 'retry-strategies.ts' },
  { file: `${CORE}/serde/util-stream/checksum/createChecksumStream.browser.js`, by: 'web-streams.ts' },
  { file: `${CORE}/serde/util-stream/sdk-stream-mixin.browser.js`, by: 'web-streams.ts' },
  { file: `${CORE}/serde/util-stream/stream-type-check.js`, by: 'stream-kinds.ts' },
];
