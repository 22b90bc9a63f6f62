// The commented state file that `init` writes: everything in it is valid, and what is commented out is when the
// comment signs go.

/** A first helmfile.yaml. */
export const STARTER = `# What shall run in the cluster, and what happens before and after it.
# Preview changes with "boathook diff", make them with "boathook apply".

repositories:
  - name: podinfo
    url: https://stefanprodan.github.io/podinfo

helmDefaults:
  wait: true # a release is done when its resources are ready
  timeout: 300 # seconds

# Values for templates, by environment; choose one with "-e staging".
# environments:
#   default:
#     values:
#       - replicas: 1
#   staging:
#     values:
#       - replicas: 2

releases:
  - name: frontend
    namespace: demo
    chart: podinfo/podinfo
    version: ~6.7.0
    labels:
      tier: front # select it with "-l tier=front"
    values:
      - replicaCount: 1
    # needs: [demo/backend] # goes first
    hooks:
      - name: announce
        events: [presync] # prepare, presync, preapply, postapply, postsync, preuninstall, postuninstall, cleanup
        command: echo
        args: ["about to sync {{ .Release.Name }}"]
        showlogs: true
        timeout: 30s # then the hook and all it started is ended, and the release fails
`;
