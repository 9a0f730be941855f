import { partsOf, textOf } from '../properties.ts';
import { defineRule } from '../rule.ts';

export const rule = defineRule({
  name: 'api-routes-are-authorised',
  title: 'Routes of APIs ask who is calling.',
  type: 'AWS::ApiGatewayV2::Api',
  severity: 'high',
  exposure: 'public',
  controls: { soc2: ['CC6.1', 'CC6.6'], 'pci-dss-4.0': ['6.4.2', '7.2.1'] },
  shows: ['ApiId', 'Routes'],
  needs: ['Routes'],
  remediation: {
    advice: 'Give the routes an authoriser, or accept the risk where they are public on purpose.',
    sideEffects: 'Callers without a token are refused.',
    inverse: 'Set the authorisation type to NONE again.',
  },
  check({ properties }) {
    const open = partsOf(properties['Routes']).filter(
      ({ AuthorizationType, RouteKey }) =>
        (AuthorizationType ?? 'NONE') === 'NONE' && !textOf(RouteKey).startsWith('OPTIONS '),
    );
    return open.length === 0
      ? undefined
      : `Everybody may call ${open.map(({ RouteKey }) => textOf(RouteKey)).join(', ')}.`;
  },
});
