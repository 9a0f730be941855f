import { CloudWatch } from '../../sandbox/cloudwatch/cloudwatch.ts';
import { UsersSide } from '../../sandbox/data-plane/users-side.ts';
import { Lambda } from '../../sandbox/lambda/lambda.ts';
import type { AccountScope } from '../../sandbox/service.ts';
import { testTable } from '../audit/context.fixture.ts';

interface Users {
  readonly scope: AccountScope;
  readonly side: UsersSide;
  readonly lambda: Lambda;
}

/** An account with the table and everything that users can register. To be closed. */
export async function usersAccount() {
  const made: Users[] = [];
  const table = await testTable((scope) => {
    const side = new UsersSide(scope, { plane: 'model' });
    const lambda = new Lambda(scope);
    made.push({ scope, side, lambda });
    return [...side.services, lambda, new CloudWatch(scope)];
  });
  const [users] = made;
  if (!users) throw new Error('The account was made without services.');
  return { ...table, users: users.side, lambda: users.lambda, close: () => users.side.close() };
}

export type UsersAccount = Awaited<ReturnType<typeof usersAccount>>;
