// Package templatetest has templates for tests.
package templatetest

import "testing/fstest"

// SmallManifest asks for all there is, in few lines.
const SmallManifest = `schema: 1
name: small
version: 1.0.0
title: {en: Small}
questions:
  - {name: title, kind: text, prompt: {en: Title}, default: <% .folder %>}
  - {name: server, kind: choice, choices: [go, none], prompt: {en: Server}, default: go}
  - {name: chat, kind: bool, prompt: {en: Chat}, default: true}
  - name: domain
    kind: text
    prompt: {en: Domain, zh-CN: 域名}
    rules:
      - {reject: '/', say: {en: has a path}}
      - {reject: '\.test$', level: warning, say: {en: is a test domain}}
  - name: play
    kind: text
    prompt: {en: Other domain}
    rules: [{differs: domain, say: {en: is the other domain too}}]
    default: ''
  - name: key
    kind: text
    prompt: {en: Key}
    rules: [{match: '^[a-z0-9 "]*$', say: {en: is no key}}]
    secret: true
    when: {server: go}
presets:
  none: {server: none, chat: false}
layers:
  - {from: app}
  - {from: go, to: server, when: {server: go}}
secrets: {from: server/.env.example, to: server/.env, when: {server: go}}
`

// Small is a template that asks for all there is, in a few files.
func Small() fstest.MapFS {
	files := fstest.MapFS{}
	for name, content := range map[string]string{
		"template.yaml":       SmallManifest,
		"app/app.json.tmpl":   `{"title": <% .title | toRawJson %>, "chat": <% .chat %>}` + "\n",
		"app/.gitignore":      "node_modules/\n",
		"app/README.md":       "# small\n",
		"app/pages/home.js":   "Page({});\n",
		"app/pages/home.wxml": "<view>{{x}}</view>\n",
		"go/.env.example":     "# the key\nKEY=\nPORT=8080\n",
		"go/.gitignore":       ".env\n",
		"go/main.go":          "package main\n",
	} {
		files[name] = &fstest.MapFile{Data: []byte(content)}
	}
	return files
}

// Version is a template of one layer: a manifest, with what is added to it, and
// files by path.
func Version(number, more string, files map[string]string) fstest.MapFS {
	fsys := fstest.MapFS{"template.yaml": &fstest.MapFile{Data: []byte(
		"schema: 1\nname: demo\nversion: " + number + "\ntitle: {en: Demo}\nlayers: [{from: app}]\n" + more)}}
	for name, content := range files {
		fsys["app/"+name] = &fstest.MapFile{Data: []byte(content)}
	}
	return fsys
}
