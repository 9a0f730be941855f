import { LeftOut } from './left-out.ts';

/** Sessions of directory buckets; the audit's bucket has Object Lock, which those do not offer. */
export class S3ExpressIdentityProviderImpl {
  getS3ExpressIdentity(): never {
    throw new LeftOut('S3 Express sessions');
  }
}
