import { CredentialsProviderError } from '@smithy/core/config';

/**
 * A function has no `~/.aws`: every setting of a client is passed to it, found in its environment, or the SDK's
 * default. The SDK would look for two files and build a sentence for every setting that they lack.
 */
export function fromSharedConfigFiles(): () => Promise<never> {
  return async () => {
    throw new CredentialsProviderError('A Lambda function has no shared configuration files.', {
      tryNextLink: true,
    });
  };
}
