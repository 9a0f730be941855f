import { partOf, partsOf, textOf } from '../properties.ts';
import { defineRule } from '../rule.ts';

export const rule = defineRule({
  name: 'api-logs-access',
  title: 'APIs log who calls them.',
  type: 'AWS::ApiGatewayV2::Api',
  severity: 'medium',
  exposure: 'private',
  controls: { soc2: ['CC7.2'], 'pci-dss-4.0': ['10.2.1'] },
  shows: ['ApiId', 'Stages'],
  needs: ['Stages'],
  remediation: {
    advice: 'Give every stage an access log.',
    sideEffects: 'Logs are billed.',
    inverse: 'Take the access log away.',
  },
  check({ properties }) {
    const silent = partsOf(properties['Stages']).filter(
      ({ AccessLogSettings }) => !partOf(AccessLogSettings)['DestinationArn'],
    );
    return silent.length === 0
      ? undefined
      : `Nobody can tell later who called ${silent.map(({ StageName }) => textOf(StageName)).join(', ')}.`;
  },
});
