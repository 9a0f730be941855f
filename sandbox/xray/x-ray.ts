import type { GetServiceGraphCommandInput } from '@aws-sdk/client-xray';
import { pageOf } from '../elbv2/page.ts';
import { type Described, reading } from '../estate/described.ts';
import type { Command, SandboxService } from '../service.ts';

const NODE = 'AWS::XRay::Service';
const PAGE = 10;

/** The service graph of X-Ray: the estate's nodes by name, each with the names of those that it calls in `Calls`. */
export class XRay implements SandboxService {
  readonly client = 'XRayClient';
  readonly commands: Readonly<Record<string, Command>>;

  constructor({ estate }: Described) {
    this.commands = {
      GetServiceGraph: reading<GetServiceGraphCommandInput>(
        'xray:GetServiceGraph',
        ({ StartTime, EndTime, NextToken }) => {
          const nodes = estate.list(NODE);
          const references = new Map(nodes.map(({ id }, index) => [id, index]));
          const all = nodes.map(({ id, properties }, index) => ({
            ReferenceId: index,
            Name: id,
            Names: [id],
            Type: String(properties['Type'] ?? 'AWS::ECS::Container'),
            Edges: ((properties['Calls'] ?? []) as readonly string[]).map((callee) => ({
              ReferenceId: references.get(callee),
              StartTime,
              EndTime,
            })),
          }));
          const { items, next } = pageOf(all, NextToken, PAGE);
          return { StartTime, EndTime, Services: items, ...(next !== undefined && { NextToken: next }) };
        },
      ),
    };
  }
}
