import { DescribeRepositoriesCommand, ECRClient, GetRepositoryPolicyCommand } from '@aws-sdk/client-ecr';
import { asked, describeEach, madeOf } from '../asked.ts';
import { described } from '../described.ts';
import type { Lister } from '../lister.ts';
import { pageOf } from '../page.ts';

const PAGE = 100;

export const repositories: Lister = {
  type: 'AWS::ECR::Repository',
  actions: ['ecr:DescribeRepositories', 'ecr:GetRepositoryPolicy'],
  async list({ clients, environment: { region } }, spend, from) {
    const ecr = clients(ECRClient);
    spend();
    const { repositories: listed = [], nextToken } = await ecr.send(
      new DescribeRepositoriesCommand({ maxResults: PAGE, ...(from && { nextToken: from }) }),
    );
    const found = await describeEach(listed, async (repository) => {
      const { repositoryName } = repository;
      spend();
      const policy = await asked(ecr.send(new GetRepositoryPolicyCommand({ repositoryName })), [
        'RepositoryPolicyNotFoundException',
      ]);
      return {
        type: 'AWS::ECR::Repository',
        id: repositoryName ?? '',
        arn: repository.repositoryArn ?? '',
        region,
        tags: {},
        properties: described({
          ...repository,
          Policy: madeOf(policy, (answer) => answer.policyText ?? null),
        }),
      };
    });
    return pageOf(found, nextToken);
  },
};
