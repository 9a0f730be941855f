import {
  CreateRepositoryCommand,
  DescribeImagesCommand,
  ECRClient,
  PutImageCommand,
} from '@aws-sdk/client-ecr';
import { type Case, contract, errorOf } from '../contract.ts';

const repositoryName = 'contract';
const MEDIA_TYPE = 'application/vnd.docker.distribution.manifest.v2+json';

const images = async (ecr: ECRClient, imageTag?: string) => {
  const imageIds = imageTag === undefined ? undefined : [{ imageTag }];
  return (await ecr.send(new DescribeImagesCommand({ repositoryName, imageIds }))).imageDetails ?? [];
};

const CASES: readonly Case<ECRClient>[] = [
  {
    name: 'a tag leads to one image, with its digest, all of its tags and its repository',
    async act(ecr) {
      return (await images(ecr, 'v1')).map(({ imageDigest = '', imageTags, ...image }) => ({
        digest: /^sha256:[0-9a-f]{64}$/.test(imageDigest),
        imageTags,
        repository: [image.registryId, image.repositoryName],
        pushed: image.imagePushedAt instanceof Date,
      }));
    },
    expected: [
      { digest: true, imageTags: ['v1'], repository: ['000000000000', repositoryName], pushed: true },
    ],
  },
  {
    name: 'two tags of different images have different digests, and a digest leads back to its tag',
    async act(ecr) {
      const [v1] = await images(ecr, 'v1');
      const [v2] = await images(ecr, 'v2');
      const byDigest = new DescribeImagesCommand({
        repositoryName,
        imageIds: [{ imageDigest: v2?.imageDigest }],
      });
      const { imageDetails } = await ecr.send(byDigest);
      return { differ: v1?.imageDigest !== v2?.imageDigest, tags: imageDetails?.[0]?.imageTags };
    },
    expected: { differ: true, tags: ['v2'] },
  },
  {
    name: 'without a wish all images are told',
    async act(ecr) {
      return (await images(ecr)).flatMap(({ imageTags = [] }) => imageTags).sort();
    },
    expected: ['v1', 'v2'],
  },
  {
    name: 'a tag that does not exist is named as such',
    act: (ecr) => errorOf(images(ecr, 'nowhere')),
    expected: 'ImageNotFoundException',
  },
  {
    name: 'a repository that does not exist is named as such',
    act: (ecr) => errorOf(ecr.send(new DescribeImagesCommand({ repositoryName: 'nowhere' }))),
    expected: 'RepositoryNotFoundException',
  },
];

const manifest = (tag: string) =>
  JSON.stringify({
    schemaVersion: 2,
    mediaType: MEDIA_TYPE,
    config: { mediaType: 'application/vnd.docker.container.image.v1+json', size: 1, digest: `sha256:${tag}` },
    layers: [
      { mediaType: 'application/vnd.docker.image.rootfs.diff.tar.gzip', size: 1, digest: `sha256:${tag}` },
    ],
  });

/** From a tag to a digest: what a version is pinned by. */
export const ecr = contract<ECRClient>({
  service: 'ECR',
  async sandbox({ account, clients }) {
    const behaviour = { startSeconds: 1, healthy: true, crash: 'never' as const, errorShare: 0 };
    for (const tag of ['v1', 'v2'])
      account.users.ecr.pushImage(repositoryName, tag, {
        ...behaviour,
        latencyMedianMs: 5,
        latencySigma: 0.1,
      });
    return clients(ECRClient);
  },
  async moto({ clients }) {
    const client = clients(ECRClient);
    await client.send(new CreateRepositoryCommand({ repositoryName }));
    for (const imageTag of ['v1', 'v2'])
      await client.send(new PutImageCommand({ repositoryName, imageTag, imageManifest: manifest(imageTag) }));
    return client;
  },
  cases: CASES,
});
