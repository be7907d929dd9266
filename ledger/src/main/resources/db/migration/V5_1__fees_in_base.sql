-- What a venue kept of the base asset as its fee: a purchase brings in so much less, a sale takes so much more. Column
-- fee holds its worth in the quote asset.

ALTER TABLE fill ADD COLUMN fee_in_base numeric NOT NULL DEFAULT 0 CHECK (fee_in_base >= 0);
ALTER TABLE fill_bust ADD COLUMN fee_in_base numeric NOT NULL DEFAULT 0 CHECK (fee_in_base >= 0);
ALTER TABLE external_trade ADD COLUMN fee_in_base numeric NOT NULL DEFAULT 0 CHECK (fee_in_base >= 0);
