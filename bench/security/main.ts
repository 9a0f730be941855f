import { performance } from 'node:perf_hooks';
import { Account } from '../../sandbox/account/account.ts';
import { callOperation } from '../../sandbox/account/caller.ts';
import { installProduct } from '../../sandbox/account/product.ts';
import { VirtualClock } from '../../sandbox/clock/virtual-clock.ts';

const MINUTE_MS = 60_000;
/** What the sweep is allowed. */
const BUDGET = 20_000;
const HERE = 'eu-west-1:000000000000';

/** An account of ten thousand resources, most of what an account usually has most of. */
const ESTATE: readonly (readonly [type: string, count: number, make: (id: string) => object])[] = [
  [
    'AWS::Logs::LogGroup',
    3_000,
    (id) => ({ logGroupName: id, arn: `arn:aws:logs:${HERE}:log-group:${id}:*` }),
  ],
  [
    'AWS::IAM::Role',
    2_000,
    (id) => ({ RoleName: id, Path: '/', AssumeRolePolicyDocument: {}, RoleLastUsed: {} }),
  ],
  ['AWS::EC2::SecurityGroup', 1_500, (id) => ({ GroupId: id, GroupName: id, IpPermissions: [] })],
  [
    'AWS::Lambda::Function',
    1_500,
    (id) => ({ FunctionName: id, FunctionArn: `arn:aws:lambda:${HERE}:function:${id}` }),
  ],
  ['AWS::EC2::Volume', 800, (id) => ({ VolumeId: id, Encrypted: true })],
  ['AWS::SQS::Queue', 400, () => ({ SqsManagedSseEnabled: true })],
  ['AWS::S3::Bucket', 300, () => ({ Versioning: 'Enabled' })],
  ['AWS::SNS::Topic', 200, () => ({ KmsMasterKeyId: 'alias/topics' })],
  [
    'AWS::KMS::Key',
    150,
    () => ({ KeySpec: 'SYMMETRIC_DEFAULT', Origin: 'AWS_KMS', KeyRotationEnabled: true }),
  ],
  ['AWS::ECR::Repository', 150, () => ({ imageScanningConfiguration: { scanOnPush: true } })],
];

interface Sweep {
  readonly resources: number;
  readonly calls: number;
  readonly state: string;
  readonly findings: number;
  readonly notSeen: number;
  readonly accountSeconds: number;
  readonly realSeconds: number;
}

export interface Result {
  readonly whole: Sweep;
  readonly throttled: Sweep;
  readonly cut: Sweep;
}

/** The whole sweep; one during which AWS asks to go slower; one whose calls do not suffice. */
export async function run(): Promise<Result> {
  return {
    whole: await sweep({}),
    throttled: await sweep({ throttles: 40 }),
    cut: await sweep({ callBudget: 1_000 }),
  };
}

async function sweep({ throttles = 0, callBudget = BUDGET }): Promise<Sweep> {
  const clock = new VirtualClock();
  const account = new Account({ plane: 'model', clock, seed: 7 });
  await installProduct(account);
  for (const [type, count, make] of ESTATE)
    for (let at = 0; at < count; at++) {
      const id = `${type.split('::')[2]?.toLowerCase()}-${at}`;
      account.estate.put(type, id, { ...make(id) });
    }
  if (throttles > 0)
    account.faults.add({
      match: { client: 'LambdaClient', command: 'GetPolicy' },
      effect: 'throttle',
      times: throttles,
    });
  const [begin, began] = [performance.now(), clock.now()];
  const asked = await callOperation(
    account,
    'security_scan',
    { callBudget, scope: 'all' },
    { profile: 'developer' },
  );
  const scanId = String((asked.body as { scanId?: string }).scanId);
  let seen: Scan | undefined;
  for (let minute = 0; minute < 120 && seen?.scan.state !== 'DONE'; minute++) {
    await clock.advanceBy(MINUTE_MS);
    const answer = await callOperation(account, 'get_security_scan', { scanId }, { profile: 'viewer' });
    seen = answer.body as unknown as Scan;
  }
  await account.close();
  if (!seen) throw new Error('The scan was never seen.');
  return {
    resources: seen.scan.resources ?? 0,
    calls: seen.scan.calls ?? 0,
    state: seen.scan.state,
    findings: Object.values(seen.scan.findings ?? {}).reduce((sum, count) => sum + count, 0),
    notSeen: seen.missing.filter(({ why }) => why !== 'NOT_ENABLED').length,
    accountSeconds: Math.round((clock.now() - began) / 1000),
    realSeconds: Math.round((performance.now() - begin) / 100) / 10,
  };
}

interface Scan {
  readonly scan: { state: string; resources?: number; calls?: number; findings?: Record<string, number> };
  readonly missing: readonly { readonly why: string }[];
}

export function report({ whole, throttled, cut }: Result): string {
  const line = (name: string, one: Sweep) =>
    `| ${name} | ${one.state} | ${one.resources} | ${one.calls} | ${one.findings} | ${one.notSeen} | ${one.accountSeconds} | ${one.realSeconds} |`;
  return [
    `A sweep of an account of 10,000 resources in the sandbox, with up to ${BUDGET} calls.`,
    '',
    '| Sweep | State | Resources judged | Calls | Findings | Types not seen | Seconds in the account, to the minute | Seconds here |',
    '| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: |',
    line('whole', whole),
    line('AWS asks 40 times to go slower', throttled),
    line('1,000 calls', cut),
  ].join('\n');
}
