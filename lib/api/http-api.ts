import { aws_apigatewayv2 as apigateway, aws_lambda as lambda, type Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { GATEWAY_HEADER } from '../../functions/serve/gateway.ts';
import { makeLogGroup } from '../log-group.ts';
import type { FunctionPlan, Manifest } from '../manifest/manifest.ts';
import { MCP } from '../manifest/mcp.ts';
import { functionArn, gatewayToken, type Naming } from '../manifest/resources.ts';
import { OPEN_THROTTLE, ROUTE_THROTTLES, type Throttle, throttleOf } from './throttles.ts';

/** How an API knows its callers: by IAM's signature, or by what a function says of their token or key. */
export type Authorisation =
  | { readonly type: 'AWS_IAM' }
  | { readonly type: 'CUSTOM'; readonly operation: string };

export interface HttpApiProps {
  readonly name: string;
  readonly manifest: Manifest;
  readonly authorisation: Authorisation;
}

/** One HTTP API with every route of the catalog, behind one kind of authorisation. */
export class HttpApi extends Construct {
  readonly apiId: string;
  readonly endpoint: string;
  readonly #naming: Naming;

  constructor(stack: Stack, id: string, { name, manifest, authorisation }: HttpApiProps) {
    super(stack, id);
    this.#naming = manifest.naming;
    const api = new apigateway.CfnApi(this, 'Api', { name, protocolType: 'HTTP' });
    this.apiId = api.ref;
    this.endpoint = api.attrApiEndpoint;
    const authoriser =
      authorisation.type === 'CUSTOM'
        ? this.#authoriser(manifest.naming, authorisation.operation)
        : undefined;
    const plans = new Map(manifest.functions.map((plan) => [plan.operation, plan]));
    const routes = manifest.routes.map(({ method, path, operation }) => {
      const plan = plans.get(operation);
      if (!plan) throw new Error(`The route ${method} ${path} has no function.`);
      return this.#route(`${method} ${path}`, plan, manifest.naming, authoriser);
    });
    const agents = this.#mcpRoutes(manifest, plans.get(MCP), authoriser);
    this.#stage(stack, name, manifest, [...routes, ...agents]);
  }

  #mcpRoutes(
    { mcpRoutes, naming }: Manifest,
    plan: FunctionPlan | undefined,
    authoriser: apigateway.CfnAuthorizer | undefined,
  ): RouteOf[] {
    if (!plan) return [];
    const target = this.#target(plan);
    // An API for those who sign with IAM says nothing of tokens.
    const shown = mcpRoutes.filter(({ open }) => !open || authoriser);
    return shown.map(({ method, path, open }) => {
      const routeKey = `${method} ${path}`;
      const route = new apigateway.CfnRoute(this, routeKey, {
        apiId: this.apiId,
        routeKey,
        target,
        ...authorisationOf({ ...(open && { verifiesCaller: true }) }, authoriser),
      });
      this.#permit(`${routeKey}-permission`, plan.arn, `*/${method === 'ANY' ? '*' : method}${path}`, naming);
      return { routeKey, throttle: open ? OPEN_THROTTLE : ROUTE_THROTTLES.read, route };
    });
  }

  /** Requests reach functions with the gateway's token, whatever a caller sent in its place. */
  #target({ operation, arn }: FunctionPlan): string {
    const integration = new apigateway.CfnIntegration(this, `${operation}-integration`, {
      apiId: this.apiId,
      integrationType: 'AWS_PROXY',
      integrationUri: arn,
      payloadFormatVersion: '2.0',
      requestParameters: { [`overwrite:header.${GATEWAY_HEADER}`]: gatewayToken(this.#naming) },
    });
    return `integrations/${integration.ref}`;
  }

  #route(
    routeKey: string,
    plan: FunctionPlan,
    naming: Naming,
    authoriser: apigateway.CfnAuthorizer | undefined,
  ): RouteOf {
    const route = new apigateway.CfnRoute(this, plan.operation, {
      apiId: this.apiId,
      routeKey,
      target: this.#target(plan),
      ...authorisationOf(plan, authoriser),
    });
    const [method = '', path = ''] = routeKey.split(' ');
    this.#permit(`${plan.operation}-permission`, plan.arn, `*/${method}${path}`, naming);
    return { routeKey, throttle: throttleOf(plan), route };
  }

  /** Its answers are not kept, so that a key that is revoked is refused at the next call. */
  #authoriser(naming: Naming, operation: string): apigateway.CfnAuthorizer {
    const arn = functionArn(naming, operation);
    const authoriser = new apigateway.CfnAuthorizer(this, 'Authoriser', {
      apiId: this.apiId,
      name: operation,
      authorizerType: 'REQUEST',
      authorizerUri: `arn:aws:apigateway:${naming.region}:lambda:path/2015-03-31/functions/${arn}/invocations`,
      authorizerPayloadFormatVersion: '2.0',
      authorizerResultTtlInSeconds: 0,
      enableSimpleResponses: true,
      identitySource: ['$request.header.Authorization'],
    });
    this.#permit('Authoriser-permission', arn, `authorizers/${authoriser.ref}`, naming);
    return authoriser;
  }

  #permit(id: string, functionName: string, part: string, { account, region }: Naming): void {
    new lambda.CfnPermission(this, id, {
      action: 'lambda:InvokeFunction',
      functionName,
      principal: 'apigateway.amazonaws.com',
      sourceArn: `arn:aws:execute-api:${region}:${account}:${this.apiId}/${part}`,
    });
  }

  #stage(stack: Stack, name: string, { naming }: Manifest, routes: readonly RouteOf[]): void {
    const log = makeLogGroup(stack, `${name}-log`, `/aws/vendedlogs/apis/${name}`, naming);
    const throttles = routes.map(({ routeKey, throttle }) => [
      routeKey,
      // The resource takes this map as it is, so its names are those of the template.
      {
        ThrottlingRateLimit: throttle.throttlingRateLimit,
        ThrottlingBurstLimit: throttle.throttlingBurstLimit,
      },
    ]);
    const stage = new apigateway.CfnStage(this, 'Stage', {
      apiId: this.apiId,
      stageName: '$default',
      autoDeploy: true,
      defaultRouteSettings: ROUTE_THROTTLES.read,
      routeSettings: Object.fromEntries(throttles),
      accessLogSettings: { destinationArn: log.logGroupArn, format: JSON.stringify(ACCESS_LOG) },
    });
    // Settings of a route that is not there yet are refused.
    for (const { route } of routes) stage.addResourceDependency(route);
  }
}

function authorisationOf(
  plan: Pick<FunctionPlan, 'verifiesCaller'>,
  authoriser: apigateway.CfnAuthorizer | undefined,
) {
  if (plan.verifiesCaller) return { authorizationType: 'NONE' };
  return authoriser
    ? { authorizationType: 'CUSTOM', authorizerId: authoriser.ref }
    : { authorizationType: 'AWS_IAM' };
}

interface RouteOf {
  readonly routeKey: string;
  readonly throttle: Throttle;
  readonly route: apigateway.CfnRoute;
}

/** Who called what, and how it went; the request id is that of the audit and of the function's log. */
const ACCESS_LOG = {
  requestId: '$context.requestId',
  time: '$context.requestTime',
  ip: '$context.identity.sourceIp',
  caller: '$context.identity.userArn',
  route: '$context.routeKey',
  status: '$context.status',
  milliseconds: '$context.responseLatency',
  error: '$context.error.message',
  integrationError: '$context.integrationErrorMessage',
};
