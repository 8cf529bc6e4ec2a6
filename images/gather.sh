#!/bin/sh
# Puts beside a Dockerfile what it copies. It needs the network: registries of plug-ins, providers and charts, which an apply never asks.
#   images/gather.sh jenkins-controller
#   images/gather.sh kafka-connect --accept    # the first time: writes checksums, for people to review
set -eu
cd "$(dirname "$0")/.."
here=images/${1:?name of the image, as in jenkins-controller}
case $1 in
kafka-connect)
  # Nothing of it runs here, and it needs nothing of Git.
  shift
  exec node images/fetch-plugins.mjs "$here" "$@"
  ;;
esac
cp images/gitconfig images/git-credential-smile "$here/"
case $1 in
jenkins-controller)
  # The one way to the plug-ins that plug-ins need, in the lowest versions that do: https://github.com/jenkinsci/plugin-installation-manager-tool
  java -jar "${PLUGIN_MANAGER:?path of jenkins-plugin-manager.jar}" --jenkins-version 2.568.2 --latest false \
    --plugin-file "$here/plugins.txt" --plugin-download-directory "$here/plugins"
  ;;
jenkins-agent)
  ./smile charts pull && cp -R .charts "$here/charts"
  ./smile synth production
  terraform -chdir=cdktf.out/stacks/indonesia-production-edge providers mirror \
    -platform=linux_amd64 -platform=linux_arm64 -platform=darwin_arm64 "$PWD/$here/providers"
  terraform -chdir=cdktf.out/stacks/indonesia-production-jenkins providers mirror \
    -platform=linux_amd64 -platform=linux_arm64 -platform=darwin_arm64 "$PWD/$here/providers"
  mkdir -p "$here/smile" && git archive HEAD | tar -x -C "$here/smile"
  (cd "$here/smile" && npx --yes pnpm@10.34.8 install --frozen-lockfile --prod)
  ;;
*)
  echo "error: no image $1, expected jenkins-controller, jenkins-agent or kafka-connect" >&2
  exit 2
  ;;
esac
