package build

import (
	"path"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// placeOf says where an offset of a text is, counted from 1, columns in
// characters.
func placeOf(text string, offset int) (line, column int) {
	before := text[:min(max(offset, 0), len(text))]
	return strings.Count(before, "\n") + 1, utf8.RuneCountInString(before[strings.LastIndexByte(before, '\n')+1:]) + 1
}

// offsetOf is the way back from a line and a column in UTF-16, both from 0.
func offsetOf(text string, line, column int) int {
	offset := 0
	for ; line > 0; line-- {
		end := strings.IndexByte(text[offset:], '\n')
		if end < 0 {
			return len(text)
		}
		offset += end + 1
	}
	for column > 0 && offset < len(text) && text[offset] != '\n' {
		r, size := utf8.DecodeRuneInString(text[offset:])
		column -= max(utf16.RuneLen(r), 1)
		offset += size
	}
	return offset
}

// offsetOfPlace is the way back from placeOf.
func offsetOfPlace(text string, line, column int) int {
	offset := offsetOf(text, line-1, 0)
	for column > 1 && offset < len(text) && text[offset] != '\n' {
		_, size := utf8.DecodeRuneInString(text[offset:])
		column--
		offset += size
	}
	return offset
}

// resolve says where a reference in a file leads: from the root with a slash
// before it, else from the file's folder. What leads above the root begins
// there.
func resolve(from, reference string) string {
	if strings.HasPrefix(reference, "/") {
		return path.Clean("/" + reference)[1:]
	}
	return path.Clean("/" + path.Dir(from) + "/" + reference)[1:]
}

// places says where WeChat looks for a module or a component: at the path
// itself, and for a bare name in the miniprogram_npm of each folder above. The
// first one that is there wins.
func places(from, reference string) []string {
	found := []string{resolve(from, reference)}
	if reference == "" || strings.HasPrefix(reference, ".") || strings.HasPrefix(reference, "/") {
		return found
	}
	for folder := path.Dir(from); ; folder = path.Dir(folder) {
		found = append(found, path.Join(folder, "miniprogram_npm", reference))
		if folder == "." || folder == "/" {
			return found
		}
	}
}
