// Debian's Chromium, as the tests need it. Its headless shell has no windows and tabs of its own to draw, and takes
// half the time.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { chromium } from 'playwright-core';

const quiet = ['--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
const steady = ['--no-sandbox', '--disable-gpu', '--font-render-hinting=none', '--force-color-profile=srgb', '--hide-scrollbars'];
const media = ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream', '--autoplay-policy=no-user-gesture-required'];

/** The camera shows the still picture, once there is one. */
function camera() {
  const film = path.join(process.env.MLVB_PICTURES ?? '', 'still.y4m');
  return existsSync(film) ? [`--use-file-for-fake-video-capture=${film}`] : [];
}

const programs = ['/usr/bin/chromium-headless-shell', '/usr/bin/chromium'];

export const launch = () =>
  chromium.launch({
    executablePath: process.env.MLVB_CHROMIUM ?? programs.find((program) => existsSync(program)),
    env: { ...process.env, FONTCONFIG_FILE: path.join(import.meta.dirname, 'fonts.conf') },
    args: [...quiet, ...steady, ...media, ...camera()],
  });
