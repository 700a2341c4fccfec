// SPDX-License-Identifier: Apache-2.0
package dev.faultline.samples.generate;

/** Spin locks and the like: taken and released within one step, so that nobody ever waits for them. */
final class CommonLocks {
    private final LockClass rcu;
    private final LockClass pages;
    private final LockClass inode;
    private final LockClass dirtyList;

    CommonLocks(Simulation simulation) {
        rcu = new LockClass(simulation, "rcu_read_lock", false);
        pages = new LockClass(simulation, "&xa->xa_lock", true);
        inode = new LockClass(simulation, "&sb->s_type->i_lock_key", true);
        dirtyList = new LockClass(simulation, "&wb->list_lock", true);
    }

    /** A look-up in the page cache. */
    void lookUp(Task task) {
        rcu.take(task, LockClass.READ);
        rcu.release(task);
    }

    /** A change of the page cache or its marks. */
    void change(Task task) {
        pages.take(task, LockClass.WRITE);
        pages.release(task);
    }

    /** The inode goes on its list of dirty ones; the list's lock is the outer one (fs/inode.c, "Lock ordering"). */
    void makeInodeDirty(Task task) {
        dirtyList.take(task, LockClass.WRITE);
        inode.take(task, LockClass.WRITE);
        inode.release(task);
        dirtyList.release(task);
    }
}
