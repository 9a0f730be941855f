import { SignatureV4 } from '@smithy/signature-v4';
import { LeftOut } from './left-out.ts';

/**
 * S3 and EventBridge can sign for several regions at once, with a native package that the SDK does not bring either.
 * What we call is in one region.
 */
export class SignatureV4MultiRegion extends SignatureV4 {
  static sigv4aDependency(): 'none' {
    return 'none';
  }

  override async sign(toSign: never, options: { readonly signingRegion?: string } = {}): Promise<never> {
    if (options.signingRegion === '*') throw new LeftOut('signer for several regions');
    return super.sign(toSign, options) as Promise<never>;
  }
}
