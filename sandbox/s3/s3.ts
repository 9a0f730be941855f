import { join } from 'node:path';
import type {
  DeleteObjectCommandInput,
  GetObjectCommandInput,
  ListObjectsV2CommandInput,
  PutObjectCommandInput,
} from '@aws-sdk/client-s3';
import { Estate } from '../estate/estate.ts';
import type { AccountScope, Command, Need, SandboxService } from '../service.ts';
import { Bucket, type BucketDefinition } from './bucket.ts';
import { bucketSettings } from './bucket-settings.ts';
import { deleteObject } from './delete-object.ts';
import { noSuchBucket } from './exceptions.ts';
import { getObject } from './get-object.ts';
import { listObjects } from './list-objects.ts';
import { putObject } from './put-object.ts';
import { noFiles, versionFiles } from './version-files.ts';

export interface S3Options {
  /** Directory of the objects; without it, everything is in memory. */
  readonly path?: string;
  /** Buckets whose settings are looked at. */
  readonly estate?: Estate;
}

interface BucketInput {
  readonly Bucket: string | undefined;
}

/** S3 with versions and Object Lock. Every bucket is versioned. */
export class S3 implements SandboxService {
  readonly client = 'S3Client';
  readonly commands: Readonly<Record<string, Command>>;
  readonly #buckets = new Map<string, Bucket>();
  readonly #path: string | undefined;

  constructor(scope: AccountScope, { path, estate = new Estate() }: S3Options = {}) {
    this.#path = path;
    this.commands = {
      ...bucketSettings({ scope, estate }),
      PutObject: this.#command<PutObjectCommandInput>(
        (bucket, input) => putObject(scope, bucket, input),
        putNeeds,
      ),
      GetObject: this.#command<GetObjectCommandInput>(getObject, (input) => [
        objectNeed(input.VersionId === undefined ? 'GetObject' : 'GetObjectVersion', input),
      ]),
      ListObjectsV2: this.#command<ListObjectsV2CommandInput>(listObjects, ({ Bucket = '' }) => [
        { action: 's3:ListBucket', resource: bucketArn(Bucket) },
      ]),
      DeleteObject: this.#command<DeleteObjectCommandInput>(
        (bucket, input) => deleteObject(scope, bucket, input),
        deleteNeeds,
      ),
    };
  }

  /** Makes a bucket, with the objects that its directory already holds. */
  createBucket(definition: BucketDefinition): void {
    const { name } = definition;
    const files = this.#path === undefined ? noFiles : versionFiles(join(this.#path, name));
    this.#buckets.set(name, new Bucket(definition, files));
  }

  #command<Input extends BucketInput>(
    run: (bucket: Bucket, input: Input) => object,
    needs: (input: Input) => readonly Need[],
  ): Command {
    const command: Command<Input> = {
      run: (input) => {
        const bucket = this.#buckets.get(input.Bucket ?? '');
        if (!bucket) throw noSuchBucket();
        return run(bucket, input);
      },
      needs,
    };
    return command as Command;
  }
}

function putNeeds(input: PutObjectCommandInput): readonly Need[] {
  const put = objectNeed('PutObject', input);
  return input.ObjectLockMode === undefined ? [put] : [put, objectNeed('PutObjectRetention', input)];
}

function deleteNeeds(input: DeleteObjectCommandInput): readonly Need[] {
  const remove = objectNeed(input.VersionId === undefined ? 'DeleteObject' : 'DeleteObjectVersion', input);
  return input.BypassGovernanceRetention
    ? [remove, objectNeed('BypassGovernanceRetention', input)]
    : [remove];
}

function objectNeed(action: string, input: { Bucket: string | undefined; Key: string | undefined }): Need {
  return { action: `s3:${action}`, resource: `${bucketArn(input.Bucket ?? '')}/${input.Key ?? ''}` };
}

function bucketArn(bucket: string): string {
  return `arn:aws:s3:::${bucket}`;
}
