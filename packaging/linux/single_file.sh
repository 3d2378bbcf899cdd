#!/bin/sh
# Supine in one file: it unpacks itself once, into the cache, and starts from there.
set -eu
folder=${XDG_CACHE_HOME:-$HOME/.cache}/supine/@KEY@
if [ ! -x "$folder/supine" ]; then
    for tool in tail tar xz; do
        command -v $tool >/dev/null || {
            echo "supine: '$tool' is needed to unpack; install it, then try again" >&2
            exit 1
        }
    done
    mkdir -p "${folder%/*}"
    new=$(mktemp -d "${folder%/*}/new.XXXXXX")
    trap 'rm -rf "$new"' EXIT
    tail -n +@LINE@ "$0" | tar -xJ -C "$new"
    # if two unpack at once the first one wins; a half-unpacked one does not have this name
    mv -T "$new/supine" "$folder" 2>/dev/null || [ -x "$folder/supine" ]
    rm -rf "$new"
    trap - EXIT
fi
# what is to start with the computer
export SUPINE_FILE="$0"
exec "$folder/supine" "$@"
