import { broken, type Check, DEPLOY, noData, ok, whenRead } from './check.ts';
import type { InstallationFacts, MachineFacts, RuleFacts, ScheduleFacts } from './facts.ts';
import { mappingCheck, queueCheck } from './queue-checks.ts';

/** What the stacks wire together: table, machines, rules, schedules, queues. */
export function wiringChecks(facts: InstallationFacts): Check[] {
  const { machines, rules, schedules, worked } = facts;
  return [
    tableCheck(facts),
    ...all('machine', machines, machineCheck),
    ...all('rule', rules, (rule) => ruleCheck(rule, facts)),
    ...all('schedule', schedules, scheduleCheck),
    ...all('queue', worked, (queue) => queueCheck(queue, facts)),
    ...worked.map(mappingCheck),
  ];
}

/** An installation without any of a kind is none that we know. */
function all<T>(kind: string, things: readonly T[], check: (thing: T) => Check): Check[] {
  if (things.length > 0) return things.map(check);
  return [noData(kind, `This release names no ${kind}.`, DEPLOY)];
}

function tableCheck({ table }: InstallationFacts): Check {
  if ('value' in table) return ok('table', 'The table answers.');
  const fix =
    'Without it nothing works: check that the table, its key and the role of operate-doctor are there.';
  return broken('table', `The table does not answer: ${table.unreadable}`, fix);
}

function machineCheck({ name, found }: MachineFacts): Check {
  const check = `machine ${name}`;
  return whenRead(check, found, (machine) => {
    if (!machine) return broken(check, 'There is no such state machine.', DEPLOY);
    if (machine.calls.length === 0)
      return broken(check, 'It calls no published version of a function.', DEPLOY);
    const old = machine.calls.filter(({ latest }) => !latest).map(({ version }) => version);
    if (old.length > 0)
      return broken(
        check,
        `It is of another release than the functions: it calls ${old.join(', ')}.`,
        DEPLOY,
      );
    return ok(check, `It calls ${machine.calls.length} functions as they were deployed last.`);
  });
}

function ruleCheck({ name, counts, found }: RuleFacts, { functions, queues }: InstallationFacts): Check {
  const check = `rule ${name}`;
  return whenRead(check, found, (rule) => {
    if (!rule) return broken(check, 'There is no such rule: its events are not seen.', DEPLOY);
    const enable = `aws events enable-rule --name ${name}`;
    if (!rule.enabled) return broken(check, 'It is disabled: its events are not seen.', enable);
    if (counts) return ok(check, 'It is enabled, and an alarm counts what it matches.');
    const own = rule.targets.filter(
      (arn) => functions.includes(arn.split(':function:')[1] ?? '') || queues.includes(arn),
    );
    if (own.length === 0)
      return broken(check, 'It calls none of our functions and fills none of our queues.', DEPLOY);
    return ok(check, `It is enabled and calls ${own.map((arn) => arn.split(':').at(-1)).join(', ')}.`);
  });
}

function scheduleCheck({ name, found }: ScheduleFacts): Check {
  const check = `schedule ${name}`;
  return whenRead(check, found, (schedule) => {
    if (!schedule) return broken(check, 'There is no such schedule.', DEPLOY);
    if (!schedule.enabled) return broken(check, 'It is disabled.', 'Enable it in EventBridge Scheduler.');
    return ok(check, 'It is enabled.');
  });
}
