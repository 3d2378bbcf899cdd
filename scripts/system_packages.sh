#!/bin/sh
# Installs the system packages that Qt's wheels (run), the tests on a virtual screen (test), the
# benchmarks (bench), the packages (package), their check in a bare system (bare), two computers that
# share a journal (sync) and a screen reader (orca) need. It knows only Debian and its derivatives; elsewhere these
# libraries come with the desktop.
#
# usage: system_packages.sh run|test|bench|package|bare|sync|orca

set -eu

# What the Qt libraries and plugins link against or load: screen, sound, fonts, D-Bus, Kerberos.
# If a package has two names in different releases, a|b means either, the newer one first.
packages='
libbz2-1.0 libdbus-1-3 libegl1 libfontconfig1 libgl1 libglib2.0-0t64|libglib2.0-0 libgssapi-krb5-2
libpipewire-0.3-0t64|libpipewire-0.3-0 libpulse0 libwayland-client0 libwayland-cursor0
libwayland-egl1 libx11-xcb1 libxcb-cursor0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-randr0
libxcb-render-util0 libxcb-render0 libxcb-shape0 libxcb-shm0 libxcb-sync1 libxcb-util1
libxcb-xfixes0 libxcb-xkb1 libxext6 libxkbcommon-x11-0 libxkbcommon0 libxrandr2
'
# A screen, a window manager, a sound server, a voice and a message bus, without a desktop.
desktop='dbus dunst openbox pulseaudio pulseaudio-utils x11-utils x11-xserver-utils xdotool xvfb
speech-dispatcher speech-dispatcher-audio-plugins speech-dispatcher-espeak-ng espeak-ng'
told='appstream desktop-file-utils shared-mime-info xz-utils'
case ${1-} in
    run) ;;
    # And the tools that check the files for desktops.
    test) packages="$packages $desktop $told" ;;
    bare) packages="$packages $desktop $told bubblewrap debootstrap lintian" ;;
    bench) packages="$packages $desktop chromium" ;;
    # Tools that tell which package a library is from, and that remove search paths; the library
    # that the voice links to.
    package) packages="$packages binutils chrpath dpkg-dev libspeechd2" ;;
    sync) packages="$packages syncthing" ;;
    # A screen reader, and the bus on which it meets programs.
    orca) packages="$packages $desktop at-spi2-core orca" ;;
    *)
        echo "usage: $0 run|test|bench|package|bare|sync|orca" >&2
        exit 2
        ;;
esac

[ -e /etc/debian_version ] || exit 0

alternatives() {
    echo "$1" | tr '|' ' '
}

# One query for all. It prints errors for names it does not know: these are not installed.
# shellcheck disable=SC2016,SC2046 # dpkg's own ${...}; one word per package
installed=" $(dpkg-query --show --showformat '${Package}:${db:Status-Status} ' \
    $(alternatives "$packages") 2>/dev/null || true)"

missing=
for names in $packages; do
    for name in $(alternatives "$names"); do
        case $installed in *" $name:installed "*) continue 2 ;; esac
    done
    missing="$missing $names"
done
[ -n "$missing" ] || exit 0

user=$(id -u)
if [ "$user" -eq 0 ]; then
    # One broken package source may not matter here; the installation shows.
    apt-get -q update || true
fi

# Of each set of alternatives, the first one this release has.
wanted=
for names in $missing; do
    for name in $(alternatives "$names"); do
        apt-cache show "$name" >/dev/null 2>&1 && break
    done
    wanted="$wanted $name"
done

install="apt-get install -y --no-install-recommends$wanted"
if [ "$user" -eq 0 ]; then
    DEBIAN_FRONTEND=noninteractive $install
else
    echo "Supine needs system packages that are not installed. Install them, then try again:" >&2
    echo "  sudo $install" >&2
    exit 1
fi
