import { ImageNotFoundException, RepositoryNotFoundException } from '@aws-sdk/client-ecr';
import { describe, expect, it } from 'vitest';
import { VirtualClock } from '../clock/virtual-clock.ts';
import { recordingScope } from '../data-plane/recording-scope.ts';
import { STOREFRONT_VERSIONS } from '../samples/catalogue.ts';
import { Ecr } from './ecr.ts';

describe('Ecr', () => {
  const ecr = new Ecr(recordingScope(new VirtualClock()));
  const digest = ecr.pushImage('shop', 'v1', STOREFRONT_VERSIONS.v1);
  const describeImages = ecr.commands.DescribeImages.run;

  it('resolves a tag to its digest, and both to the same image', () => {
    const answer = describeImages({ repositoryName: 'shop', imageIds: [{ imageTag: 'v1' }] });
    expect(answer.imageDetails).toMatchObject([{ imageDigest: digest, imageTags: ['v1'] }]);
    const uri = ecr.repositoryUri('shop');
    expect(ecr.resolve(`${uri}@${digest}`)).toBe(ecr.resolve(`${uri}:v1`));
    expect(ecr.resolve(`${uri}:v1@${digest}`)?.version).toBe('v1');
    expect(ecr.resolve(`${uri}:v9`)).toBeUndefined();
    expect(ecr.resolve('not an image')).toBeUndefined();
  });

  it('refuses what does not exist with AWS’s own errors', () => {
    expect(() => describeImages({ repositoryName: 'nobody' })).toThrow(RepositoryNotFoundException);
    const missing = () => describeImages({ repositoryName: 'shop', imageIds: [{ imageTag: 'v9' }] });
    expect(missing).toThrow(ImageNotFoundException);
    expect(missing).toThrow(
      "The image with imageId {imageDigest:'null', imageTag:'v9'} does not exist within the repository with name 'shop' in the registry with id '000000000000'",
    );
  });

  it('moves a tag to the image that was pushed last', () => {
    ecr.pushImage('moving', 'latest', STOREFRONT_VERSIONS.v1);
    const second = ecr.pushImage('moving', 'latest', STOREFRONT_VERSIONS.slow);
    const tagged = describeImages({ repositoryName: 'moving', imageIds: [{ imageTag: 'latest' }] });
    expect(tagged.imageDetails).toMatchObject([{ imageDigest: second }]);
    expect(ecr.resolve(ecr.repositoryUri('moving'))?.digest).toBe(second);
  });

  it('answers in pages', () => {
    for (const tag of ['a', 'b', 'c'])
      ecr.pushImage('paged', tag, { ...STOREFRONT_VERSIONS.v1, startSeconds: tag.charCodeAt(0) });
    const first = describeImages({ repositoryName: 'paged', maxResults: 2 });
    const rest = describeImages({ repositoryName: 'paged', maxResults: 2, nextToken: first.nextToken });
    const tags = [...(first.imageDetails ?? []), ...(rest.imageDetails ?? [])].flatMap(
      (one) => one.imageTags ?? [],
    );
    expect([tags, rest.nextToken]).toEqual([['a', 'b', 'c'], undefined]);
  });
});
