import {
  ApiGatewayV2Client,
  GetApisCommand,
  GetRoutesCommand,
  GetStagesCommand,
} from '@aws-sdk/client-apigatewayv2';
import { asked, describeEach, madeOf } from '../asked.ts';
import { described } from '../described.ts';
import type { Lister } from '../lister.ts';
import { pageOf } from '../page.ts';

const PAGE = '50';
/** As many routes and stages as an API may have by its quota; both fit into a page. */
const MOST = '500';

/** HTTP and WebSocket APIs with their stages and routes. */
export const apis: Lister = {
  type: 'AWS::ApiGatewayV2::Api',
  actions: ['apigateway:GET'],
  async list({ clients, environment: { region } }, spend, from) {
    const client = clients(ApiGatewayV2Client);
    spend();
    const { Items = [], NextToken } = await client.send(
      new GetApisCommand({ MaxResults: PAGE, ...(from && { NextToken: from }) }),
    );
    const found = await describeEach(Items, async ({ Tags, ...api }) => {
      spend();
      spend();
      const { ApiId } = api;
      const [stages, routes] = await Promise.all([
        asked(client.send(new GetStagesCommand({ ApiId, MaxResults: MOST }))),
        asked(client.send(new GetRoutesCommand({ ApiId, MaxResults: MOST }))),
      ]);
      return {
        type: 'AWS::ApiGatewayV2::Api',
        id: ApiId ?? '',
        arn: `arn:aws:apigateway:${region}::/apis/${ApiId}`,
        region,
        tags: Tags ?? {},
        properties: described({
          ...api,
          Stages: madeOf(stages, (answer) => answer.Items ?? []),
          Routes: madeOf(routes, (answer) => answer.Items ?? []),
        }),
      };
    });
    return pageOf(found, NextToken);
  },
};
