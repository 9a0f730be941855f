import { GetDetectorCommand, GuardDutyClient, ListDetectorsCommand } from '@aws-sdk/client-guardduty';
import { describeEach } from '../asked.ts';
import { described } from '../described.ts';
import type { Lister } from '../lister.ts';

/** Whether GuardDuty looks at the account; a region has one detector at most. */
export const guardDuty: Lister = {
  type: 'AWS::GuardDuty::Account',
  actions: ['guardduty:GetDetector', 'guardduty:ListDetectors'],
  async list({ clients, environment: { account, region } }, spend) {
    const client = clients(GuardDutyClient);
    spend();
    const { DetectorIds = [] } = await client.send(new ListDetectorsCommand({}));
    const Detectors = await describeEach(DetectorIds, (DetectorId) => {
      spend();
      return client.send(new GetDetectorCommand({ DetectorId }));
    });
    return {
      resources: [
        {
          type: 'AWS::GuardDuty::Account',
          id: account,
          arn: `arn:aws:guardduty:${region}:${account}:account`,
          region,
          tags: {},
          properties: {
            Detectors: Detectors.map(({ Status, FindingPublishingFrequency }) =>
              described({ Status, FindingPublishingFrequency }),
            ),
          },
        },
      ],
    };
  },
};
