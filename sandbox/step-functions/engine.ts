import type { Clients } from '../../functions/clients.ts';
import type { AccountScope, Principal } from '../service.ts';
import { Expressions } from './asl/evaluate.ts';
import type { Engine } from './asl/frame.ts';
import { TaskTokens } from './asl/task-tokens.ts';
import { integrationFor } from './tasks/integrations.ts';

/** What executions of an account run on: the account's clock and ids, and tasks called through real SDK clients. */
export function accountEngine(scope: AccountScope, clientsFor: (principal: Principal) => Clients): Engine {
  const now = () => scope.clock.now();
  const id = () => scope.id();
  const random = () => scope.random();
  return {
    clock: scope.clock,
    region: scope.region,
    expressions: new Expressions({ now, id, random }),
    tokens: new TaskTokens({ now, id }),
    random,
    invoke: async (call) => {
      const clients = clientsFor({ arn: call.roleArn ?? call.machine.roleArn });
      return integrationFor(call.resource)(call, clients);
    },
  };
}
