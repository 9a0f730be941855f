import { rmSync } from 'node:fs';
import { upgradeProduct } from '../../sandbox/account/product.ts';
import { type Installation, install } from '../flows/installation.ts';
import { deployedMachines, statementsIn } from './previous-release.ts';

const NAMING = { account: '000000000000', region: 'eu-west-1', prefix: 'operate' };

/** An account with the machines of the release before this one, and the roles they had. */
export async function installEarlier(): Promise<Installation> {
  const machines = deployedMachines(NAMING);
  try {
    const installation = await install({ release: { machines } });
    const { account, product } = installation;
    for (const { role } of product.manifest.machines)
      account.iam.setStatements(role.arn, statementsIn(NAMING, role.name));
    return installation;
  } finally {
    rmSync(machines, { recursive: true });
  }
}

/** The same account after this release was deployed over the earlier one. */
export async function upgraded(installation: Installation): Promise<Installation> {
  return { ...installation, product: await upgradeProduct(installation.account, installation.product) };
}
