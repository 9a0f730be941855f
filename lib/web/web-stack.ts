import {
  CfnOutput,
  aws_cloudfront as cloudfront,
  Duration,
  aws_cloudfront_origins as origins,
  RemovalPolicy,
  Stack,
  aws_s3 as s3,
  aws_s3_deployment as s3deploy,
  aws_ssm as ssm,
} from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { originsOf, type PageConfig } from '../../surfaces/page/config.ts';
import { makeLogGroup } from '../log-group.ts';
import { parameterName } from '../manifest/resources.ts';
import { TOKEN_API_PARAMETER } from '../manifest/stack-names.ts';
import type { ManifestProps } from '../platform-stack.ts';
import { pageHeaders } from './page-headers.ts';
import type { WebContext } from './web-context.ts';

export interface WebStackProps extends ManifestProps {
  readonly web: WebContext;
  /** Folder of the built page. */
  readonly page: string;
}

/**
 * The page in a private bucket behind CloudFront, and behind the same name the routes of the API for tokens: the page
 * calls its own origin, so that no API opens itself to pages of others (CORS stays off).
 */
export class WebStack extends Stack {
  constructor(scope: Construct, id: string, { manifest, web, page, ...props }: WebStackProps) {
    super(scope, id, props);
    const { naming } = manifest;
    const bucket = new s3.Bucket(this, 'Page', {
      encryption: s3.BucketEncryption.S3_MANAGED,
      blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
      enforceSSL: true,
      // Nothing is in it but what the next deployment puts there again.
      removalPolicy: RemovalPolicy.DESTROY,
      // CDK's own types differ in what may be undefined.
    }) as s3.IBucket;
    const apiId = ssm.StringParameter.valueForStringParameter(
      this,
      parameterName(naming, TOKEN_API_PARAMETER),
    );
    const api = new origins.HttpOrigin(`${apiId}.execute-api.${this.region}.${this.urlSuffix}`);
    const distribution = new cloudfront.Distribution(this, 'Distribution', {
      comment: `${naming.prefix}: the page`,
      defaultRootObject: 'index.html',
      defaultBehavior: {
        origin: origins.S3BucketOrigin.withOriginAccessControl(bucket),
        viewerProtocolPolicy: cloudfront.ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
        responseHeadersPolicy: pageHeaders(this, originsOf(web, web.origins)),
      },
      additionalBehaviors: { '/operations/*': apiBehaviour(api) },
      errorResponses: ERRORS.map((httpStatus) => ({ httpStatus, ttl: Duration.seconds(0) })),
      httpVersion: cloudfront.HttpVersion.HTTP2_AND_3,
      priceClass: cloudfront.PriceClass.PRICE_CLASS_100,
    });
    this.#upload(bucket, page, configOf(web), manifest);
    const value = `https://${distribution.distributionDomainName}/`;
    new CfnOutput(this, 'Address', {
      value,
      description: 'The page; the issuer has to know it as redirect URI',
    });
  }

  #upload(
    destinationBucket: s3.IBucket,
    page: string,
    config: PageConfig,
    { naming }: WebStackProps['manifest'],
  ): void {
    new s3deploy.BucketDeployment(this, 'Upload', {
      destinationBucket,
      sources: [s3deploy.Source.asset(page), s3deploy.Source.jsonData('config.json', config)],
      // Read anew each time, and answered by a 304 while nothing has changed.
      cacheControl: [s3deploy.CacheControl.noCache()],
      retainOnDelete: false,
      logGroup: makeLogGroup(this, 'upload-log', `/aws/lambda/${naming.prefix}-page-upload`, naming),
    });
  }
}

/** CloudFront keeps these for ten seconds unless it is told not to, whoever asked and whatever the cache policy. */
const ERRORS = [403, 404, 500, 502, 503, 504];

/** Every call goes to the API with the bearer's token, and no answer is kept. */
function apiBehaviour(origin: cloudfront.IOrigin): cloudfront.BehaviorOptions {
  return {
    origin,
    viewerProtocolPolicy: cloudfront.ViewerProtocolPolicy.HTTPS_ONLY,
    allowedMethods: cloudfront.AllowedMethods.ALLOW_ALL,
    cachePolicy: cloudfront.CachePolicy.CACHING_DISABLED,
    originRequestPolicy: cloudfront.OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
  };
}

function configOf({ issuer, clientId, scope, token, title }: WebContext): PageConfig {
  return { issuer, clientId, scope, token, ...(title !== undefined && { title }) };
}
