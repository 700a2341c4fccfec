// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;

/** Fails on static fields that are not final; switch tables of the compiler excepted. */
final class NoMutableStatics extends ArchCondition<JavaClass> {
    NoMutableStatics() {
        super("have no static field that can change");
    }

    @Override
    public void check(JavaClass type, ConditionEvents events) {
        for (JavaField field : type.getFields()) {
            boolean constant = !field.getModifiers().contains(JavaModifier.STATIC)
                    || field.getModifiers().contains(JavaModifier.FINAL)
                    || field.getModifiers().contains(JavaModifier.SYNTHETIC);
            if (!constant) {
                events.add(SimpleConditionEvent.violated(field, field.getFullName() + " is static and not final"));
            }
        }
    }
}
