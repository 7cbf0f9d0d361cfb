// Package view serves the browser view.
package view
