import { aws_cloudfront as cloudfront, Duration } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { contentSecurityPolicy, PAGE_HEADERS } from '../../surfaces/page/headers.ts';

const YEAR = Duration.days(365);

/** The headers under which the sandbox serves the page too, and that it is asked for by HTTPS alone. */
export function pageHeaders(scope: Construct, origins: readonly string[]): cloudfront.ResponseHeadersPolicy {
  const {
    'x-content-type-options': _sniffing,
    'x-frame-options': _frames,
    'referrer-policy': _referrer,
    ...others
  } = PAGE_HEADERS;
  return new cloudfront.ResponseHeadersPolicy(scope, 'Headers', {
    securityHeadersBehavior: {
      contentSecurityPolicy: { contentSecurityPolicy: contentSecurityPolicy(origins), override: true },
      contentTypeOptions: { override: true },
      frameOptions: { frameOption: cloudfront.HeadersFrameOption.DENY, override: true },
      referrerPolicy: { referrerPolicy: cloudfront.HeadersReferrerPolicy.NO_REFERRER, override: true },
      strictTransportSecurity: { accessControlMaxAge: YEAR, includeSubdomains: true, override: true },
    },
    customHeadersBehavior: {
      customHeaders: Object.entries(others).map(([header, value]) => ({ header, value, override: true })),
    },
  });
}
