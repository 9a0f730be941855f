import { textOf } from '../properties.ts';
import { defineRule } from '../rule.ts';

export const rule = defineRule({
  name: 'ecr-tags-are-immutable',
  title: 'A tag stands for one image for ever.',
  type: 'AWS::ECR::Repository',
  severity: 'low',
  exposure: 'private',
  controls: { soc2: ['CC8.1'], 'pci-dss-4.0': ['6.5.1'] },
  shows: ['repositoryName', 'imageTagMutability'],
  remediation: {
    advice: 'Make tags immutable.',
    sideEffects: 'Pushing a tag again fails; builds need tags of their own.',
    inverse: 'Make tags mutable again.',
  },
  check({ properties }) {
    return textOf(properties['imageTagMutability']).startsWith('IMMUTABLE')
      ? undefined
      : 'What was tested under a tag may not be what runs under it.';
  },
});
