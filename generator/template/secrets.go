package template

import (
	"bytes"
	"fmt"
	"maps"
	"slices"
	"strings"

	"mlvb/generator/files"
	"mlvb/generator/syntax"
)

// addSecrets adds the file that secret answers go to, see [SecretsFile].
func (t *Template) addSecrets(tree files.Tree, a Answers) (files.Tree, error) {
	s := t.Secrets
	if s == nil || !s.When.Holds(a) {
		return tree, nil
	}
	from, ok := tree.Find(s.From)
	if !ok {
		return nil, &syntax.Error{File: ManifestFile, Msg: fmt.Sprintf("secrets: no file %q comes of these answers", s.From)}
	}
	if _, taken := tree.Find(s.To); taken {
		return nil, &syntax.Error{File: ManifestFile, Msg: fmt.Sprintf("secrets: %q is a file of the template", s.To)}
	}
	content, err := fillIn(from.Content, s.From, a.Secrets)
	if err != nil {
		return nil, err
	}
	tree = append(tree, files.File{Path: s.To, Content: content, Secret: true, Merge: files.MergeOnce})
	tree.Sort()
	return tree, nil
}

// fillIn sets the value of each line NAME= from the secret answer to the
// question name.
func fillIn(example []byte, file string, secrets map[string]Secret) ([]byte, error) {
	lines := bytes.SplitAfter(example, []byte("\n"))
	for _, question := range slices.Sorted(maps.Keys(secrets)) {
		name := []byte(strings.ToUpper(question) + "=")
		at := slices.IndexFunc(lines, func(line []byte) bool { return bytes.HasPrefix(line, name) })
		if at < 0 {
			return nil, &syntax.Error{File: file, Msg: fmt.Sprintf("no line %s for the answer to %s", name, question)}
		}
		value := secrets[question]
		if value == "" {
			continue // the example's own value stands
		}
		end := lines[at][len(bytes.TrimRight(lines[at], "\r\n")):]
		lines[at] = slices.Concat(name, quoteValue(string(value)), end)
	}
	return bytes.Join(lines, nil), nil
}

// quoteValue writes a value so that every reader of .env files takes it for
// what it is: bare where nothing in it could mean something else, else in
// double quotes.
func quoteValue(value string) []byte {
	special := func(r rune) bool { return !isLetterOrDigit(r) && !strings.ContainsRune("-_./:+=@,", r) }
	if !strings.ContainsFunc(value, special) {
		return []byte(value)
	}
	return []byte(`"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(value) + `"`)
}

func isLetterOrDigit(r rune) bool {
	return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9'
}
