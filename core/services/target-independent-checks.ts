import type { Facts, Tags } from './facts.ts';
import { type Finding, missing, ok } from './finding.ts';
import { SERVICE_TAG } from './pair.ts';

/** A resource whose tag decides whether our roles may change it, and the command that sets it. */
export interface Tagged {
  readonly name: string;
  readonly tags: Tags;
  readonly command: string;
}

export function tagCheck({ name }: Facts, resources: readonly Tagged[]): Finding {
  const check = 'tags';
  const foreign = resources.filter(({ tags }) => ![undefined, name].includes(tags[SERVICE_TAG]));
  const untagged = resources.filter(({ tags }) => tags[SERVICE_TAG] === undefined);
  if (foreign.length > 0) {
    const whose = foreign.map((resource) => `${resource.name} (${resource.tags[SERVICE_TAG]})`).join(', ');
    const fix = 'A resource belongs to one service; register another one, or move the tag.';
    return missing(check, `Tagged for another service: ${whose}.`, fix);
  }
  if (untagged.length === 0) return ok(check, `Everything carries ${SERVICE_TAG}=${name}.`);
  const words = `${untagged.map((resource) => resource.name).join(', ')} lacks the tag ${SERVICE_TAG}=${name}: our roles may not change it.`;
  const commands = untagged.map(({ command }) => command);
  return missing(check, words, 'Add the tag.', commands);
}

export function sourceCheck({ type, versionSource, sourceExists }: Facts): Finding {
  const check = 'version-source';
  const allowed = type === 'ecs-pair' ? ['ecr', 'task-definition'] : ['lambda-version'];
  if (!allowed.includes(versionSource.type)) {
    const words = `A target of type ${type} takes no versions from ${versionSource.type}.`;
    return missing(check, words, `Use a version source of type ${allowed.join(' or ')}.`);
  }
  const name =
    versionSource.type === 'ecr'
      ? `The ECR repository ${versionSource.repository}`
      : versionSource.type === 'task-definition'
        ? `The task definition family ${versionSource.family}`
        : 'The function';
  if (sourceExists) return ok(check, `${name} holds the versions.`);
  return missing(check, `${name} is not there.`, 'Name one that exists in this account and region.');
}

export function alarmCheck({ missingAlarms }: Facts): Finding {
  const check = 'alarms';
  if (missingAlarms.length === 0) return ok(check, 'Every alarm that was named is there.');
  const words = `There is no alarm ${missingAlarms.join(', ')}: it could end no rollout.`;
  return missing(check, words, 'Correct the name, or leave the alarm out.');
}
