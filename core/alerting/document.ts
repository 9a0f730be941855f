import { DAYS } from '../freeze/freeze.ts';
import { INSTANT, isRealInstant } from '../freeze/instant.ts';
import { TIME_OF_DAY } from '../freeze/weekly-stretch.ts';
import { SEVERITIES } from '../incident/signal.ts';
import { readYaml } from '../yaml/yaml-document.ts';
import { isTimeZone } from '../zoned-time.ts';
import type { Alerting } from './alerting.ts';
import { NO_ALERTING } from './no-alerting.ts';
import { checkReferences } from './references.ts';
import {
  fields,
  list,
  oneOf,
  refusal,
  reportOn,
  type Shape,
  text,
  unreadable,
  variants,
  whole,
} from './shape.ts';

const name = text(/^[a-z][a-z0-9-]{0,63}$/, 'lower-case letters, digits and dashes, at most 64');
const words = text(/^[^\p{Cc}]{1,500}$/u, 'at most 500 characters on one line');
const timeOfDay = text(TIME_OF_DAY, 'HH:MM, in quotes');
const secret = text(/^operate\/[A-Za-z0-9/_+=.@-]{1,400}$/, "a secret's name that begins with operate/");
const address = text(/^[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9.-]{1,190}\.[A-Za-z]{2,24}$/, 'an e-mail address');
const phone = text(/^\+[1-9]\d{6,14}$/, 'a phone number in the form +49151123456');
const slackChannel = text(/^[A-Za-z0-9_#-]{1,80}$/, "a channel's ID or name");
const chat = text(/^(-?\d{1,20}|@[A-Za-z0-9_]{4,32})$/, "a chat's number in quotes, or @name");

const timeZone: Shape = (value, path, report) => {
  if (typeof value !== 'string' || !isTimeZone(value))
    report.add(path, 'is no known time zone', 'an IANA name, such as Europe/Dublin');
};

const instant: Shape = (value, path, report) => {
  if (typeof value !== 'string' || !INSTANT.test(value) || !isRealInstant(value))
    report.add(path, 'is no date', 'an existing date and time, ISO 8601 with Z or an offset');
};

const httpsUrl: Shape = (value, path, report) => {
  const url = typeof value === 'string' && value.length <= 2000 ? URL.parse(value) : null;
  if (url?.protocol !== 'https:' || url.username !== '' || url.password !== '')
    report.add(path, 'does not fit', 'an https address without user and password');
};

const channel = variants('type', {
  slack: fields({ name, type: oneOf(['slack']), secret, channel: slackChannel }),
  telegram: fields({ name, type: oneOf(['telegram']), secret, chatId: chat }),
  pagerduty: fields({ name, type: oneOf(['pagerduty']), secret }),
  email: fields({ name, type: oneOf(['email']), from: address, to: list(address, 1, 50) }),
  webhook: fields(
    { name, type: oneOf(['webhook']), secret, url: httpsUrl },
    { internal: oneOf([true, false]) },
  ),
  sms: fields({ name, type: oneOf(['sms']), phoneNumbers: list(phone, 1, 20) }),
});

const level = fields(
  { notify: list(name, 0, 20), timeoutSeconds: whole(10, 86_400) },
  {
    hours: fields({
      days: list(oneOf(DAYS), 1, 7),
      from: timeOfDay,
      to: timeOfDay,
      timeZone,
      outside: oneOf(['skip', 'wait']),
    }),
    rotation: fields(
      { channels: list(name, 1, 50), start: instant, everyHours: whole(1, 8760) },
      { timeZone },
    ),
  },
);

const route = fields(
  { policy: name },
  {
    environments: list(name, 1, 50),
    services: list(name, 1, 200),
    severities: list(oneOf(SEVERITIES), 1, SEVERITIES.length),
  },
);

const suppression = fields(
  { name, reason: words, until: instant },
  { key: words, service: name, environment: name },
);

const dated = fields({ from: instant, to: instant, reason: words });
const weekly = fields({
  days: list(oneOf(DAYS), 1, 7),
  from: timeOfDay,
  to: timeOfDay,
  timeZone,
  reason: words,
});
const window: Shape = (value, path, report) =>
  (typeof value === 'object' && value !== null && 'days' in value ? weekly : dated)(value, path, report);

const document = fields(
  { channels: list(channel, 0, 100) },
  {
    policies: list(
      fields({ name, levels: list(level, 1, 20) }, { repeat: whole(0, 20), fallback: name }),
      0,
      50,
    ),
    routes: list(route, 0, 200),
    suppressions: list(suppression, 0, 200),
    maintenance: list(
      fields({ name, windows: list(window, 1, 50) }, { environment: name, services: list(name, 1, 200) }),
      0,
      100,
    ),
    // SQS delays no message for longer than a quarter of an hour.
    digest: fields({ messages: whole(1, 1000), withinSeconds: whole(10, 600) }),
  },
);

/**
 * The meaning of an alerting document in YAML.
 * @throws InvalidInput with a violation for each fault, with its line and column
 */
export function parseAlerting(yaml: string): Alerting {
  const read = readYaml(yaml);
  if (!('value' in read)) throw unreadable(read);
  const report = reportOn(read);
  document(read.value, [], report);
  if (report.violations.length > 0) throw refusal(report.violations);
  const given = read.value as Partial<Alerting>;
  const policies = (given.policies ?? []).map((policy) => ({ ...policy, repeat: policy.repeat ?? 0 }));
  const alerting: Alerting = { ...NO_ALERTING, ...given, policies };
  checkReferences(alerting, report);
  if (report.violations.length > 0) throw refusal(report.violations);
  return alerting;
}
