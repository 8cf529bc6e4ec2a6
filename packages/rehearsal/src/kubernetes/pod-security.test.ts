import { describe, expect, it } from 'vitest';
import type { ObjectValue, Value } from '../protocol/value.ts';
import { podSecurityRefusal } from './pod-security.ts';
import { podsOf } from './pods.ts';

const SECURE = {
  allow_privilege_escalation: false,
  run_as_non_root: true,
  capabilities: [{ drop: ['ALL'] }],
  seccomp_profile: [{ type: 'RuntimeDefault' }],
};

function refusal(spec: object, labels: { readonly [key: string]: string }): string | undefined {
  const pods = podsOf('kubernetes_pod_v1', { metadata: [{}], spec: [spec] } as ObjectValue);
  if (pods === undefined) throw new Error('no pods');
  return podSecurityRefusal(pods, labels);
}

const at = (level: string, version?: string) => ({
  'pod-security.kubernetes.io/enforce': level,
  ...(version === undefined ? {} : { 'pod-security.kubernetes.io/enforce-version': version }),
});
const one = (security: object | undefined, more: object = {}) => ({
  container: [{ name: 'a', ...(security === undefined ? {} : { security_context: [security] }), ...more }] as Value,
});

// Fields, allowed values and versions: https://kubernetes.io/docs/concepts/security/pod-security-standards/
// Words: expected reasons and details of https://github.com/kubernetes/pod-security-admission/tree/master/policy (check_*_test.go)
describe('baseline refuses', () => {
  it.each<[string, object, string]>([
    [
      'the host’s namespaces',
      { host_network: true, host_pid: true, host_ipc: true },
      'host namespaces (hostNetwork=true, hostPID=true, hostIPC=true)',
    ],
    [
      'privileged containers',
      one({ privileged: true }),
      'privileged (container "a" must not set securityContext.privileged=true)',
    ],
    [
      'capabilities beyond the default',
      one({ capabilities: [{ add: ['FOO', 'BAR', 'CHOWN'] }] }),
      'non-default capabilities (container "a" must not include "BAR", "FOO" in securityContext.capabilities.add)',
    ],
    [
      'folders of the host',
      {
        volume: [
          { name: 'b', host_path: [{ path: '/var' }] },
          { name: 'c', host_path: [{ path: '/etc' }] },
        ],
      },
      'hostPath volumes (volumes "b", "c")',
    ],
    [
      'ports of the host',
      one(undefined, { port: [{ container_port: 80, host_port: 20 }] }),
      'hostPort (container "a" uses hostPort 20)',
    ],
    [
      'another host in a probe',
      one(undefined, { liveness_probe: [{ http_get: [{ host: 'example.com' }] }] }),
      'probe or lifecycle host (container "a" uses probe or lifecycle host "example.com")',
    ],
    [
      'an SELinux user',
      one({ se_linux_options: [{ user: 'x', type: 'bar' }] }),
      'seLinuxOptions (container "a" set forbidden securityContext.seLinuxOptions: type "bar"; user may not be set)',
    ],
    [
      'no seccomp profile at all, in the pod and a container',
      { security_context: [{ seccomp_profile: [{ type: 'Unconfined' }] }], ...one({ seccomp_profile: [{}] }) },
      'seccompProfile (pod and container "a" must not set securityContext.seccompProfile.type to "Unconfined")',
    ],
    [
      'sysctls that are not safe',
      { security_context: [{ sysctl: [{ name: 'kernel.msgmax' }, { name: 'net.ipv4.tcp_syncookies' }] }] },
      'forbidden sysctls (kernel.msgmax)',
    ],
  ])('%s', (_, spec, words) => {
    expect(refusal(spec, at('baseline'))).toBe(`violates PodSecurity "baseline:latest": ${words}`);
  });
});

describe('restricted refuses', () => {
  it('a container that says nothing, for each control that asks for something', () => {
    expect(refusal(one(undefined), at('restricted'))).toBe(
      'violates PodSecurity "restricted:latest": allowPrivilegeEscalation != false (container "a" must set securityContext.allowPrivilegeEscalation=false), runAsNonRoot != true (pod or container "a" must set securityContext.runAsNonRoot=true), seccompProfile (pod or container "a" must set securityContext.seccompProfile.type to "RuntimeDefault" or "Localhost"), unrestricted capabilities (container "a" must set securityContext.capabilities.drop=["ALL"])',
    );
  });

  it.each<[string, object, string]>([
    ['the user root', one({ ...SECURE, run_as_user: '0' }), 'runAsUser=0 (container "a" must not set runAsUser=0)'],
    [
      'a capability beside ALL dropped',
      one({ ...SECURE, capabilities: [{ drop: ['ALL'], add: ['CHOWN', 'NET_BIND_SERVICE'] }] }),
      'unrestricted capabilities (container "a" must not include "CHOWN" in securityContext.capabilities.add)',
    ],
    [
      'a folder of the host, as a type of volume',
      { ...one(SECURE), volume: [{ name: 'b', host_path: [{ path: '/var' }] }] },
      'restricted volume types (volume "b" uses restricted volume type "hostPath")',
    ],
    [
      'an init container that is not like the others',
      {
        ...one(SECURE),
        init_container: [{ name: 'first', security_context: [{ ...SECURE, allow_privilege_escalation: null }] }],
      },
      'allowPrivilegeEscalation != false (container "first" must set securityContext.allowPrivilegeEscalation=false)',
    ],
    // The provider sends run_as_non_root = false for a block that leaves it out: kubernetes/structures_container.go, structures_pod.go.
    [
      'a container whose block takes back what the pod says',
      { security_context: [{ run_as_non_root: true }], ...one({ ...SECURE, run_as_non_root: null }) },
      'runAsNonRoot != true (container "a" must not set securityContext.runAsNonRoot=false)',
    ],
    [
      'a pod whose block says nothing of it',
      { security_context: [{ fs_group: '1000' }], ...one(SECURE) },
      'runAsNonRoot != true (pod must not set securityContext.runAsNonRoot=false)',
    ],
  ])('%s', (_, spec, words) => {
    expect(refusal(spec, at('restricted'))).toBe(`violates PodSecurity "restricted:latest": ${words}`);
  });

  it('only what its version knew', () => {
    const probe = one(undefined, { readiness_probe: [{ tcp_socket: [{ host: '10.0.0.1' }] }] });
    expect(refusal(probe, at('baseline', 'v1.33'))).toBeUndefined();
    expect(refusal(probe, at('baseline', 'v1.34'))).toMatch(
      /^violates PodSecurity "baseline:v1.34": probe or lifecycle host/,
    );
    const sysctl = { security_context: [{ sysctl: [{ name: 'net.ipv4.tcp_rmem' }] }] };
    expect(refusal(sysctl, at('baseline', 'v1.31'))).toBeDefined();
    expect(refusal(sysctl, at('baseline', 'v1.32'))).toBeUndefined();
  });
});

describe('lets in', () => {
  it.each<[string, object, { readonly [key: string]: string }]>([
    ['what fits restricted', { ...one(SECURE), volume: [{ name: 'b', empty_dir: [{}] }] }, at('restricted')],
    [
      'a container that the pod speaks for',
      {
        security_context: [{ run_as_non_root: true, seccomp_profile: [{ type: 'RuntimeDefault' }] }],
        ...one({ ...SECURE, seccomp_profile: [] }),
      },
      at('restricted'),
    ],
    ['a plain pod under baseline', one(undefined), at('baseline')],
    ['anything under privileged', one({ privileged: true }), at('privileged')],
    ['anything in a namespace without a level', one({ privileged: true }), {}],
    ['what is only warned of', one({ privileged: true }), { 'pod-security.kubernetes.io/warn': 'restricted' }],
  ])('%s', (_, spec, labels) => {
    expect(refusal(spec, labels)).toBeUndefined();
  });
});
