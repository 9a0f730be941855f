import type { LambdaAliasFacts } from './facts.ts';
import { advice, type Finding, missing, ok, quoted } from './finding.ts';
import { SERVICE_TAG } from './pair.ts';
import { alarmCheck, sourceCheck, tagCheck } from './target-independent-checks.ts';

/** What a function and its alias have to be. */
export function lambdaAliasFindings(facts: LambdaAliasFacts): Finding[] {
  return [
    alias(facts),
    publishedVersion(facts),
    weights(facts),
    errorMetric(facts),
    probe(facts),
    tags(facts),
    sourceCheck(facts),
    alarmCheck(facts),
  ];
}

function alias({ functionName, alias: name, functionExists, version }: LambdaAliasFacts): Finding {
  const check = 'alias';
  if (!functionExists)
    return missing(check, `There is no function ${functionName}.`, 'Name one that exists.');
  if (version !== undefined) return ok(check, `The alias ${name} is there.`);
  const made = `aws lambda create-alias --function-name ${quoted(functionName)} --name ${quoted(name)} --function-version`;
  const published = `$(aws lambda publish-version --function-name ${quoted(functionName)} --query Version --output text)`;
  const fix = 'Publish a version and point an alias to it; let callers use the alias.';
  return missing(check, `${functionName} has no alias ${name}.`, fix, [`${made} "${published}"`]);
}

function publishedVersion({ alias: name, functionName, version }: LambdaAliasFacts): Finding {
  const check = 'published-version';
  if (version === undefined)
    return missing(check, 'No version is served yet.', 'Point the alias to a version.');
  if (/^\d+$/.test(version)) return ok(check, `${name} serves the published version ${version}.`);
  const published = `$(aws lambda publish-version --function-name ${quoted(functionName)} --query Version --output text)`;
  const update = `aws lambda update-alias --function-name ${quoted(functionName)} --name ${quoted(name)} --function-version "${published}"`;
  const words = `${name} points to ${version}, whose code changes under it.`;
  return missing(check, words, 'Publish a version and point the alias to it.', [update]);
}

function weights({ alias: name, functionName, otherVersions }: LambdaAliasFacts): Finding {
  const check = 'weights';
  if (otherVersions.length === 0) return ok(check, 'One version has all the traffic.');
  const clear = `aws lambda update-alias --function-name ${quoted(functionName)} --name ${quoted(name)} --routing-config AdditionalVersionWeights={}`;
  const words = `Something else is shifting traffic: version ${otherVersions.join(', ')} has a share of ${name}.`;
  return missing(check, words, 'Let it finish, or take the weights away.', [clear]);
}

function errorMetric({ errorMetric: metric }: LambdaAliasFacts): Finding {
  const check = 'error-metric';
  if (!metric) {
    const words = "No error metric is declared, and Lambda's own ignores a response with status 500.";
    const fix =
      'Emit a 5xx metric per version (EMF) and declare it as errorMetric; a function that serves no HTTP says {"type":"lambda-errors"}.';
    return missing(check, words, fix);
  }
  if (
    metric.type === 'custom' &&
    !Object.values(metric.dimensions).some((value) => value.includes('{version}'))
  )
    return missing(
      check,
      'The error metric does not tell versions apart.',
      'Give the dimension that holds the version the value {version}.',
    );
  if (metric.type === 'custom') return ok(check, `Bad requests are ${metric.namespace} ${metric.metric}.`);
  const fix = 'If the function answers HTTP, declare a custom 5xx metric instead.';
  return advice(check, "Only errors that Lambda itself counts are seen, by the caller's choice.", fix);
}

function probe({ probe: event }: LambdaAliasFacts): Finding {
  const check = 'probe';
  if (event) return ok(check, 'An event to prove health with is declared.');
  return advice(
    check,
    'Health is proved with an empty event.',
    'Declare a probe that goes through the real work.',
  );
}

function tags(facts: LambdaAliasFacts): Finding {
  const { functionArn = facts.functionName, functionName, name } = facts;
  const command = `aws lambda tag-resource --resource ${functionArn} --tags ${SERVICE_TAG}=${name}`;
  return tagCheck(facts, facts.functionExists ? [{ name: functionName, tags: facts.tags, command }] : []);
}
