import {
  type DescribeImagesCommandInput,
  type DescribeImagesCommandOutput,
  type ImageDetail,
  type ImageIdentifier,
  ImageNotFoundException,
  RepositoryNotFoundException,
} from '@aws-sdk/client-ecr';
import { pageOf } from '../elbv2/page.ts';
import type { Behaviour } from '../samples/behaviour.ts';
import type { AccountScope, Need, SandboxService } from '../service.ts';
import { digestOf, type Image } from './image.ts';

const IMAGE_BYTES = 41_943_040;

/** Every repository with its images, as plain JSON. */
export type EcrSnapshot = readonly { readonly name: string; readonly images: readonly Image[] }[];

/** ECR: repositories of images, each with the behaviour that its tasks have. */
export class Ecr implements SandboxService {
  readonly client = 'ECRClient';
  readonly #scope: AccountScope;
  readonly #repositories = new Map<string, Map<string, Image>>();

  readonly commands = {
    DescribeImages: {
      run: (input: DescribeImagesCommandInput): Omit<DescribeImagesCommandOutput, '$metadata'> =>
        this.#describeImages(input),
      needs: (input: DescribeImagesCommandInput): readonly Need[] => [
        { action: 'ecr:DescribeImages', resource: this.repositoryArn(input.repositoryName ?? '') },
      ],
    },
  };

  constructor(scope: AccountScope) {
    this.#scope = scope;
  }

  repositoryArn(name: string): string {
    return `arn:aws:ecr:${this.#scope.region}:${this.#scope.accountId}:repository/${name}`;
  }

  /** What a task definition writes as its image, up to the `:tag` or `@digest`. */
  repositoryUri(name: string): string {
    return `${this.#scope.accountId}.dkr.ecr.${this.#scope.region}.amazonaws.com/${name}`;
  }

  createRepository(name: string, tags: Readonly<Record<string, string>> = {}): void {
    if (!this.#repositories.has(name)) this.#repositories.set(name, new Map());
    if (Object.keys(tags).length > 0) this.#scope.tags.set(this.repositoryArn(name), tags);
  }

  /** Pushes an image under a tag, which moves there when another image has it; answers the digest. */
  pushImage(repositoryName: string, tag: string, behaviour: Behaviour): string {
    this.createRepository(repositoryName);
    const images = this.#images(repositoryName);
    const digest = digestOf(repositoryName, tag, behaviour);
    for (const image of images.values()) {
      images.set(image.digest, { ...image, tags: image.tags.filter((known) => known !== tag) });
    }
    const tags = [...(images.get(digest)?.tags ?? []), tag];
    const pushedAt = this.#scope.clock.now();
    images.set(digest, { digest, tags, version: tag, behaviour, pushedAt });
    return digest;
  }

  /** Removes an image, as a life-cycle rule does: tasks that ask for it cannot start any more. */
  deleteImage(repositoryName: string, digest: string): void {
    this.#images(repositoryName).delete(digest);
  }

  /** The image behind `uri:tag` or `uri@digest`; `undefined` when it cannot be pulled. */
  resolve(imageUri: string): Image | undefined {
    const [, repositoryName, , tag, digest] =
      /^[^/]+\/([^:@]+)(:([^@]+))?(?:@(sha256:[0-9a-f]{64}))?$/.exec(imageUri) ?? [];
    const images = this.#repositories.get(repositoryName ?? '');
    if (digest !== undefined) return images?.get(digest);
    return images?.values().find((image) => image.tags.includes(tag ?? 'latest'));
  }

  snapshot(): EcrSnapshot {
    return [...this.#repositories].map(([name, images]) => ({ name, images: [...images.values()] }));
  }

  restore(snapshot: EcrSnapshot): void {
    for (const { name, images } of snapshot) {
      this.#repositories.set(name, new Map(images.map((image) => [image.digest, image])));
    }
  }

  #images(repositoryName: string): Map<string, Image> {
    const images = this.#repositories.get(repositoryName);
    if (images !== undefined) return images;
    const message = `The repository with name '${repositoryName}' does not exist in the registry with id '${this.#scope.accountId}'`;
    throw new RepositoryNotFoundException({ message, $metadata: {} });
  }

  #describeImages(input: DescribeImagesCommandInput): Omit<DescribeImagesCommandOutput, '$metadata'> {
    const name = input.repositoryName ?? '';
    const images = this.#images(name);
    const wanted =
      input.imageIds === undefined
        ? [...images.values()]
        : input.imageIds.map((id) => this.#find(name, images, id));
    const { items, next } = pageOf(wanted, input.nextToken, input.maxResults ?? 100);
    return { imageDetails: items.map((image) => this.#detail(name, image)), nextToken: next };
  }

  #find(repositoryName: string, images: ReadonlyMap<string, Image>, id: ImageIdentifier): Image {
    const found = images.values().find((image) => {
      const tagFits = id.imageTag === undefined || image.tags.includes(id.imageTag);
      return tagFits && (id.imageDigest === undefined || image.digest === id.imageDigest);
    });
    if (found !== undefined) return found;
    const asked = `{imageDigest:'${id.imageDigest ?? 'null'}', imageTag:'${id.imageTag ?? 'null'}'}`;
    const message = `The image with imageId ${asked} does not exist within the repository with name '${repositoryName}' in the registry with id '${this.#scope.accountId}'`;
    throw new ImageNotFoundException({ message, $metadata: {} });
  }

  #detail(repositoryName: string, image: Image): ImageDetail {
    return {
      registryId: this.#scope.accountId,
      repositoryName,
      imageDigest: image.digest,
      ...(image.tags.length > 0 && { imageTags: [...image.tags] }),
      imageSizeInBytes: IMAGE_BYTES,
      imagePushedAt: new Date(image.pushedAt),
      imageManifestMediaType: 'application/vnd.docker.distribution.manifest.v2+json',
      artifactMediaType: 'application/vnd.docker.container.image.v1+json',
    };
  }
}
