import { type GetApisCommandInput, NotFoundException } from '@aws-sdk/client-apigatewayv2';
import { pageOf } from '../elbv2/page.ts';
import { type Described, members, reading } from '../estate/described.ts';
import type { Command, SandboxService } from '../service.ts';

const TYPE = 'AWS::ApiGatewayV2::Api';
const PAGE_SIZE = 25;

interface Named {
  readonly ApiId: string | undefined;
}

/** HTTP APIs of the estate. */
export class ApiGateway implements SandboxService {
  readonly client = 'ApiGatewayV2Client';
  readonly commands: Readonly<Record<string, Command>>;

  constructor({ estate, scope, ...rest }: Described) {
    const described: Described = { estate, scope, ...rest };
    const arn = (path: string) => `arn:aws:apigateway:${scope.region}::${path}`;
    const part = (member: 'Stages' | 'Routes') =>
      reading<Named>(
        'apigateway:GET',
        ({ ApiId = '' }) => {
          const api = estate.get(TYPE, ApiId);
          if (!api)
            throw new NotFoundException({ message: 'Invalid API identifier specified', $metadata: {} });
          return { Items: api.properties[member] ?? [] };
        },
        ({ ApiId }) => arn(`/apis/${ApiId}/${member.toLowerCase()}`),
      );
    this.commands = {
      GetApis: reading<GetApisCommandInput>(
        'apigateway:GET',
        ({ NextToken, MaxResults }) => {
          const { items, next } = pageOf(estate.list(TYPE), NextToken, Number(MaxResults ?? PAGE_SIZE));
          const Items = items.map((api) => ({
            RouteSelectionExpression: '$request.method $request.path',
            ...members(api, ['Name', 'ProtocolType']),
            ApiId: api.id,
            Tags: { ...described.scope.tags.get(arn(`/apis/${api.id}`)) },
          }));
          return { Items, ...(next !== undefined && { NextToken: next }) };
        },
        () => arn('/apis'),
      ),
      GetStages: part('Stages'),
      GetRoutes: part('Routes'),
    };
  }
}
