import { textOf } from '../properties.ts';
import { defineRule } from '../rule.ts';

/** Runtimes whose support has ended by November 2026 (AWS's page on Lambda runtimes). */
const ENDED =
  /^(nodejs([468]|10|12|14|16|18|20)(\.|$)|python(2\.7|3\.[6-9])$|ruby(2\.|3\.2)|java8$|go1\.x|dotnetcore|dotnet[567]$|provided$)/;

export const rule = defineRule({
  name: 'lambda-runtime-is-supported',
  title: 'Functions run on runtimes that AWS still mends.',
  type: 'AWS::Lambda::Function',
  severity: 'medium',
  exposure: 'private',
  controls: { soc2: ['CC7.1', 'CC8.1'], 'pci-dss-4.0': ['6.3.3', '12.3.4'] },
  shows: ['FunctionName', 'Runtime'],
  remediation: {
    advice: 'Move it to a current runtime.',
    sideEffects: 'Code may behave otherwise on it: deploy it as a version behind a weighted alias.',
    inverse: 'Point the alias at the earlier version.',
  },
  appliesTo({ properties }) {
    return properties['PackageType'] !== 'Image';
  },
  check({ properties }) {
    const runtime = textOf(properties['Runtime']);
    return ENDED.test(runtime) ? `AWS no longer mends ${runtime}.` : undefined;
  },
});
