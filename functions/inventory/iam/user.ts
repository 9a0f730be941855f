import { GenerateCredentialReportCommand, GetCredentialReportCommand, IAMClient } from '@aws-sdk/client-iam';
import type { Resource } from '../../../core/inventory/resource.ts';
import type { Lister } from '../lister.ts';

/** IAM makes a report within seconds, and takes it again for four hours. */
const LOOKS = 20;
const LOOK_EVERY_MS = 2_000;
const KEYS = ['1', '2'];

/** All users by the account's credential report: a few calls, however many users there are. */
export const users: Lister = {
  type: 'AWS::IAM::User',
  actions: ['iam:GenerateCredentialReport', 'iam:GetCredentialReport'],
  async list({ clients, clock }, spend) {
    const iam = clients(IAMClient);
    for (let look = 1; ; look++) {
      spend();
      const { State } = await iam.send(new GenerateCredentialReportCommand({}));
      if (State === 'COMPLETE') break;
      if (look === LOOKS) throw new Error('IAM did not make its credential report in time.');
      await clock.sleep(LOOK_EVERY_MS);
    }
    spend();
    const { Content } = await iam.send(new GetCredentialReportCommand({}));
    const rows = rowsOf(new TextDecoder().decode(Content));
    return { resources: rows.filter((row) => row['user'] !== '<root_account>').map(userOf) };
  },
};

type Row = Readonly<Record<string, string>>;

/** The report is plain CSV without quotes: its names have neither commas nor line breaks. */
function rowsOf(csv: string): Row[] {
  const [head = '', ...lines] = csv.trim().split(/\r?\n/);
  const names = head.split(',');
  return lines.map((line) =>
    Object.fromEntries(line.split(',').map((value, at) => [names[at] ?? '', value])),
  );
}

function userOf(row: Row): Resource {
  const name = row['user'] ?? '';
  const keys = KEYS.filter((number) => dateOf(row[`access_key_${number}_last_rotated`]) !== null);
  return {
    type: 'AWS::IAM::User',
    id: name,
    arn: row['arn'] ?? name,
    region: 'global',
    tags: {},
    properties: {
      UserName: name,
      CreateDate: dateOf(row['user_creation_time']),
      PasswordEnabled: row['password_enabled'] === 'true',
      PasswordLastUsed: dateOf(row['password_last_used']),
      MfaActive: row['mfa_active'] === 'true',
      AccessKeys: keys.map((number) => ({
        Active: row[`access_key_${number}_active`] === 'true',
        LastRotated: dateOf(row[`access_key_${number}_last_rotated`]),
        LastUsed: dateOf(row[`access_key_${number}_last_used_date`]),
      })),
    },
  };
}

/** IAM writes `N/A`, `no_information` or `not_supported` where there is no date. */
function dateOf(text = ''): string | null {
  const time = Date.parse(text);
  return Number.isNaN(time) ? null : new Date(time).toISOString();
}
