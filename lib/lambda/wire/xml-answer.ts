import type { Answer } from './call.ts';

/** An XML body. */
export function xml(body: string): Answer {
  return {
    headers: { 'content-type': 'application/xml' },
    body: `<?xml version="1.0" encoding="UTF-8"?>${body}`,
  };
}

/** What a service of the Query protocol answers to an action. */
export function query(namespace: string, action: string, result: string): Answer {
  return xml(
    `<${action}Response xmlns="${namespace}"><${action}Result>${result}</${action}Result><ResponseMetadata><RequestId>r-1</RequestId></ResponseMetadata></${action}Response>`,
  );
}

/** What EC2 answers to an action. */
export function ec2(action: string, result: string): Answer {
  return xml(
    `<${action}Response xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>r-1</requestId>${result}</${action}Response>`,
  );
}
