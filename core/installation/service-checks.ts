import { broken, type Check, missing, noData, ok, type Reading, whenRead } from './check.ts';
import type { InstallationFacts, ServiceFacts } from './facts.ts';

/** Registered services, as far as they were looked at: whether a deployment of each would begin. */
export function serviceChecks({ services }: InstallationFacts): Check[] {
  const { environment, looked, left } = services;
  const check = `services in ${environment}`;
  if (!('value' in looked)) return [whenRead(check, looked as Reading<never>, () => ok(check, ''))];
  if (looked.value.length === 0 && left === 0)
    return [
      noData(
        check,
        'None is registered.',
        'operate register-service registers one; --environment looks at another environment.',
      ),
    ];
  const unseen = noData(
    check,
    `${left} more were not looked at: there was no time for them.`,
    'Name one with --service.',
  );
  return [
    ...looked.value.map((service) => serviceCheck(environment, service)),
    ...(left > 0 ? [unseen] : []),
  ];
}

function serviceCheck(environment: string, { name, deployedBy, findings }: ServiceFacts): Check {
  const check = `service ${environment}/${name}`;
  if (deployedBy !== undefined)
    return noData(
      check,
      `It is held by ${deployedBy}, so its targets may be in motion.`,
      `Look again when operate get-deployment --deployment-id ${deployedBy} says that it is over.`,
    );
  return whenRead(check, findings, (all) => {
    if (all.length === 0) return noData(check, 'Nothing was checked.', 'Register it again.');
    const open = all.filter((finding) => !finding.ok);
    if (open.length === 0) return ok(check, `All ${all.length} checks of its targets hold.`);
    const words = open.map((finding) => finding.words).join(' ');
    const fix = open.map((finding) => finding.fix ?? `Mend ${finding.check}.`).join(' ');
    const onlyTags = open.every((finding) => finding.check === 'tags');
    return onlyTags ? missing(check, words, fix) : broken(check, words, fix);
  });
}
