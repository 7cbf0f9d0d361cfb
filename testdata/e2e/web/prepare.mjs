// Makes what camera and streams show in the tests: a still picture, as a film for the camera and as FLV.
//   node prepare.mjs FOLDER
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { launch } from './browser.mjs';

const folder = process.argv[2];
const file = (name) => path.join(folder, name);
const ffmpeg = (...args) => execFileSync('ffmpeg', ['-v', 'error', '-y', ...args]);

mkdirSync(folder, { recursive: true });
const browser = await launch();
const page = await browser.newPage({ viewport: { width: 720, height: 1280 } });
await page.setContent(`<style>body { margin: 0 }</style>${readFileSync(path.join(import.meta.dirname, 'scene.svg'))}`);
writeFileSync(file('still.png'), await page.screenshot());
await browser.close();

const still = ['-loop', '1', '-framerate', '5', '-i', file('still.png')];
// As wide as a computer's camera, of which a page shows the middle. Of raw films Chromium also takes the rate: one in
// JPEG would come, and be encoded, thirty times a second.
const wide = 'split[back][front];[back]scale=1600:-2,crop=1600:1280,boxblur=40[blurred];[blurred][front]overlay=(W-w)/2:0';
ffmpeg(...still, '-vf', wide, '-t', '1', '-pix_fmt', 'yuv420p', file('still.y4m'));
const video = ['-vf', 'scale=360:640', '-c:v', 'libx264', '-preset', 'ultrafast', '-profile:v', 'baseline', '-pix_fmt', 'yuv420p', '-g', '5', '-crf', '18'];
const sound = ['-c:a', 'aac', '-b:a', '32k'];
ffmpeg(...still, '-f', 'lavfi', '-i', 'sine=220', ...video, ...sound, '-t', '60', file('still.flv'));
