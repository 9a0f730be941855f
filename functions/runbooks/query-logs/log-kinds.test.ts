import { describe, expect, it } from 'vitest';
import { LOG_KINDS, type LogKind, patternOf } from '../../../core/runbook/log-kinds.ts';
import { filterPattern } from '../../../sandbox/logs/filter-pattern.ts';

const kindsOf = (line: string) => LOG_KINDS.filter((kind) => filterPattern(patternOf(kind))(line));

describe('kinds of lines', () => {
  it.each(LOG_KINDS)('%s is a pattern that CloudWatch takes', (kind) => {
    expect(patternOf(kind).length).toBeLessThanOrEqual(1024);
  });

  it.each<[LogKind | undefined, string]>([
    ['failedCalls', 'Error: connect ECONNREFUSED 10.0.3.4:5432'],
    ['failedCalls', 'Error: getaddrinfo ENOTFOUND bank.example.com'],
    ['failedCalls', 'AxiosError: Request failed with status code 502'],
    ['failedCalls', 'AxiosError: timeout of 3000ms exceeded'],
    ['failedCalls', 'TypeError: fetch failed [cause]: SocketError: other side closed'],
    ['failedCalls', 'feign.FeignException$BadGateway: [502 Bad Gateway] during [POST] to [http://bank/pay]'],
    ['failedCalls', 'ERROR calling bank: 503 Service Unavailable'],
    ['failedCalls', 'java.net.SocketTimeoutException: Read timed out'],
    ['failedCalls', 'requests.exceptions.ConnectionError: Max retries exceeded with url: /pay'],
    ['failedCalls', 'Post "http://bank/pay": dial tcp 10.0.3.4:443: i/o timeout'],
    ['failedCalls', 'TooManyRequestsException: Rate Exceeded.'],
    ['slowCalls', 'org.hibernate.SQL_SLOW: Slow query took 812 milliseconds'],
    ['badInput', 'ValidationError: "amount" is required'],
    ['badInput', '{"errorType":"SyntaxError","errorMessage":"Unexpected token < in JSON at position 0"}'],
    ['badInput', 'com.fasterxml.jackson.databind.exc.MismatchedInputException: No content to map'],
    ['emptyPool', 'HikariPool-1 - Connection is not available, request timed out after 30000ms.'],
    ['emptyPool', 'KnexTimeoutError: Knex: Timeout acquiring a connection. The pool is probably full.'],
    ['stuck', 'ServiceUnavailableError: Response timeout'],
    ['stuck', '[CRITICAL] WORKER TIMEOUT (pid:31)'],
    ['exhausted', 'Error: ENOSPC: no space left on device, write'],
    ['exhausted', 'accept: too many open files'],
    ['crashes', 'FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory'],
    ['crashes', 'panic: runtime error: invalid memory address or nil pointer dereference'],
    [undefined, "TypeError: Cannot read properties of undefined (reading 'total')"],
    [undefined, 'java.lang.NullPointerException: Cannot invoke "Order.total()" because "order" is null'],
    [undefined, 'INFO started, listening on port 8080'],
    [undefined, 'ERROR: column orders.total does not exist'],
  ])('%s: %s', (kind, line) => {
    expect(kindsOf(line)).toEqual(kind === undefined ? [] : [kind]);
  });
});
