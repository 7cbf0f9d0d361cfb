// Package host looks at a mini-program that mlvb did not make, before a part of
// a template is added to it: where its sources are and what builds them, what
// it hands down to pages that are added, which names are left, and what would
// go into its package that does not belong there.
//
// All of it is a function of the files, given as an [fs.FS]; nothing is written.
// What clashes is mended by whoever adds, or told to the user: package host
// decides which of the two, and says why.
//
// It compiles nothing and does not repeat what WeChat's compiler checks in code
// that is not the template's.
package host
