// SPDX-License-Identifier: Apache-2.0
package dev.faultline.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.analysis.store.SqlCatalogue;
import dev.faultline.analysis.store.SqlFile;
import org.junit.jupiter.api.Test;

/** What {@code explain VIEW} prints. */
class ViewPagesTest {
    @Test
    void everyViewHasItsPage() {
        SqlCatalogue catalogue = SqlCatalogue.standard();
        Explanations explanations = new Explanations(catalogue);
        int columns = 0;
        for (String view : catalogue.views()) {
            SqlFile first = catalogue.variants(view).get(0);
            String page = explanations.page(view).orElse("");
            assertThat(page).as(view).contains(view, first.value("title").orElseThrow());
            assertThat(first.columns()).as(view).isNotEmpty();
            for (SqlFile.Column column : first.columns()) {
                assertThat(page).as(view).contains(column.name() + " " + column.type());
                columns++;
            }
        }
        assertThat(catalogue.views()).hasSizeGreaterThanOrEqualTo(70);
        assertThat(columns).isGreaterThanOrEqualTo(900);
    }
}
