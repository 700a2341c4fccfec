// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis.recipe;

import java.util.List;
import java.util.stream.Stream;

/** What a kind of probed function is asked: field names are those that the views read. */
enum ProbeShape {
    /** A function that takes a struct vm_fault. */
    FAULT(
            "vmf",
            "vm_fault",
            "vmf=vmf:x64 vma=vmf->vma:x64 addr=vmf->address:x64 pgoff=vmf->pgoff:u64 fflags=vmf->flags:x32 page=vmf->page:x64"
                    + " vmflags=vmf->vma->vm_flags:x64 ino=vmf->vma->vm_file->f_inode->i_ino:u64"
                    + " dev=vmf->vma->vm_file->f_inode->i_sb->s_dev:u32"),
    /** As {@link #FAULT}, where the page is there already. */
    FAULT_WITH_PAGE(
            "vmf",
            "vm_fault",
            "vmf=vmf:x64 vma=vmf->vma:x64 addr=vmf->address:x64 pgoff=vmf->pgoff:u64 fflags=vmf->flags:x32 page=vmf->page:x64"
                    + " vmflags=vmf->vma->vm_flags:x64 ino=vmf->vma->vm_file->f_inode->i_ino:u64"
                    + " dev=vmf->vma->vm_file->f_inode->i_sb->s_dev:u32 pgflags=vmf->page->flags:x64"),
    /** handle_mm_fault. */
    ENTRY(
            "vma",
            "vm_area_struct",
            "vma=vma:x64 addr=%si:x64 fflags=%dx:x32 vmflags=vma->vm_flags:x64 vmpgoff=vma->vm_pgoff:u64"
                    + " ino=vma->vm_file->f_inode->i_ino:u64 dev=vma->vm_file->f_inode->i_sb->s_dev:u32"),
    /** A function that takes a folio, or a page before 5.16. */
    FOLIO(
            "folio",
            "folio page",
            "folio=folio:x64 index=folio->index:u64 pgflags=folio->flags:x64 mapping=folio->mapping:x64"
                    + " ino=folio->mapping->host->i_ino:u64 dev=folio->mapping->host->i_sb->s_dev:u32"),
    /** A function that takes an address_space. */
    MAPPING(
            "mapping",
            "address_space",
            "mapping=mapping:x64 ino=mapping->host->i_ino:u64 dev=mapping->host->i_sb->s_dev:u32 isize=mapping->host->i_size:s64"),
    /** truncate_pagecache. */
    TRUNCATE("inode", "inode", "inode=inode:x64 ino=inode->i_ino:u64 dev=inode->i_sb->s_dev:u32 newsize=%si:s64");

    private final String parameter;
    private final String structs;
    private final String text;

    ProbeShape(String parameter, String structs, String text) {
        this.parameter = parameter;
        this.structs = structs;
        this.text = text;
    }

    /** Name that paths begin with. */
    String parameter() {
        return parameter;
    }

    /** What the parameter points to, in order of preference. */
    List<String> structs() {
        return List.of(structs.split(" "));
    }

    /** What is fetched. */
    List<FetchArg> args() {
        return Stream.of(text.split(" ")).map(FetchArg::parse).toList();
    }
}
