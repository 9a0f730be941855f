import { partOf } from '../properties.ts';
import { defineRule } from '../rule.ts';

export const rule = defineRule({
  name: 'ecr-repository-scans-images',
  title: 'Images are scanned when they are pushed.',
  type: 'AWS::ECR::Repository',
  severity: 'medium',
  exposure: 'private',
  controls: { soc2: ['CC7.1'], 'pci-dss-4.0': ['6.3.1', '11.3.1'] },
  shows: ['repositoryName', 'imageScanningConfiguration'],
  remediation: {
    advice: 'Scan on push, or use the enhanced scanning of Inspector.',
    sideEffects: 'None.',
    inverse: 'Disable scanning on push.',
  },
  check({ properties }) {
    return partOf(properties['imageScanningConfiguration'])['scanOnPush'] === true
      ? undefined
      : 'Known holes in its images are noticed by nobody.';
  },
});
