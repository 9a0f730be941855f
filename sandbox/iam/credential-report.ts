import type { EstateResource } from '../estate/estate.ts';

const HEAD =
  'user,arn,user_creation_time,password_enabled,password_last_used,password_last_changed,password_next_rotation,mfa_active,access_key_1_active,access_key_1_last_rotated,access_key_1_last_used_date,access_key_1_last_used_region,access_key_1_last_used_service,access_key_2_active,access_key_2_last_rotated,access_key_2_last_used_date,access_key_2_last_used_region,access_key_2_last_used_service,cert_1_active,cert_1_last_rotated,cert_2_active,cert_2_last_rotated';

interface AccessKey {
  readonly Active?: boolean;
  readonly LastRotated?: string | null;
  readonly LastUsed?: string | null;
}

/** IAM's credential report, as CSV. */
export function credentialReport(account: string, users: readonly EstateResource[]): string {
  const root = ['<root_account>', `arn:aws:iam::${account}:root`, ...Array.from({ length: 20 }, () => 'N/A')];
  return [HEAD, root.join(','), ...users.map((user) => rowOf(account, user))].join('\n');
}

function rowOf(account: string, { id, properties }: EstateResource): string {
  const keys = (properties['AccessKeys'] ?? []) as readonly AccessKey[];
  return [
    id,
    `arn:aws:iam::${account}:user/${id}`,
    dateIn(properties['CreateDate']),
    properties['PasswordEnabled'] === true,
    properties['PasswordEnabled'] === true ? dateIn(properties['PasswordLastUsed'], 'no_information') : 'N/A',
    'N/A',
    'N/A',
    properties['MfaActive'] === true,
    ...[keys[0], keys[1]].flatMap((key) => [
      key?.Active === true,
      dateIn(key?.LastRotated),
      dateIn(key?.LastUsed),
      'N/A',
      'N/A',
    ]),
    false,
    'N/A',
    false,
    'N/A',
  ].join(',');
}

/** Dates have whole seconds and an offset. */
function dateIn(value: unknown, none = 'N/A'): string {
  return typeof value === 'string' ? value.replace(/\.\d+Z$/, '+00:00').replace(/Z$/, '+00:00') : none;
}
